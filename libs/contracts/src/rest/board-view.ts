import { z } from 'zod';
import { fidelitySchema } from '../fidelity.js';
import { attemptNumberSchema, boardIdSchema } from '../ids.js';
import { boardHealthSchema, boardLinkSchema, boardOccupancySchema } from '../states/board-state.js';
import { listOf } from './list-of.js';

export const boardViewSchema = z
  .object({
    id: boardIdSchema,
    name: z.string(),
    agent: z.string(),
    driver: z.string(),
    fidelity: fidelitySchema,
    capabilities: z.record(z.string(), z.string()),
    environmentHash: z.string(),
    shared: z.boolean(),
    link: boardLinkSchema,
    occupancy: boardOccupancySchema,
    health: boardHealthSchema,
    currentAttempt: attemptNumberSchema.nullable(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'BoardView' });
export type BoardView = z.infer<typeof boardViewSchema>;

export const boardListSchema = listOf(boardViewSchema).meta({ id: 'BoardList' });
export type BoardList = z.infer<typeof boardListSchema>;
