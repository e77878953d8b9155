import { z } from 'zod';
import { agentNameSchema } from './agent-view.js';

export const createEnrolmentTokenSchema = z
  .object({ agent: agentNameSchema })
  .meta({ id: 'CreateEnrolmentToken' });
export type CreateEnrolmentToken = z.infer<typeof createEnrolmentTokenSchema>;

/** Shown once: the farm keeps only a hash of the token. */
export const createdEnrolmentTokenSchema = z
  .object({ agent: z.string(), token: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'CreatedEnrolmentToken' });
export type CreatedEnrolmentToken = z.infer<typeof createdEnrolmentTokenSchema>;

/** How many certificates of the agent were in force. */
export const agentRevocationSchema = z
  .object({ agent: z.string(), certificates: z.number().int().min(0) })
  .meta({ id: 'AgentRevocation' });
export type AgentRevocation = z.infer<typeof agentRevocationSchema>;
