import { z } from 'zod';
import { attemptNumberSchema } from '../ids.js';
import { attemptStateSchema, stageSchema } from '../states/attempt-state.js';

export const attemptViewSchema = z
  .object({
    attempt: attemptNumberSchema,
    board: z.string(),
    agent: z.string(),
    state: attemptStateSchema,
    stage: stageSchema.nullable(),
    failureClass: z.string().nullable(),
    detail: z.string().nullable(),
    offeredAt: z.iso.datetime(),
    acceptedAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
    /** How many results came too late or could not be used: kept for operators, never scored. */
    staleResults: z.number().int().min(0),
  })
  .meta({ id: 'AttemptView' });
export type AttemptView = z.infer<typeof attemptViewSchema>;
