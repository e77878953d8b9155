import { z } from 'zod';
import { agentIdSchema } from '../ids.js';
import { listOf } from './list-of.js';

export const agentNameSchema = z.string().trim().min(1).max(64);

export const agentViewSchema = z
  .object({
    id: agentIdSchema,
    name: z.string(),
    version: z.string().nullable(),
    protocol: z.number().int().nullable(),
    lastSeenAt: z.iso.datetime().nullable(),
    draining: z.boolean(),
    /** When the last certificate in force ends; null for an agent that has none. */
    certificateExpiresAt: z.iso.datetime().nullable(),
    boards: z.array(z.string()),
  })
  .meta({ id: 'AgentView' });
export type AgentView = z.infer<typeof agentViewSchema>;

export const agentListSchema = listOf(agentViewSchema).meta({ id: 'AgentList' });
export type AgentList = z.infer<typeof agentListSchema>;
