import { z } from 'zod';
import { scoreFormulaChangeSchema } from '../phase-config.js';
import { leaderboardViewSchema } from './leaderboard-view.js';

/** Another score for the stored results of a phase; what is left out stays. */
export const rescoreRequestSchema = z
  .strictObject({
    scoreConstant: z.number().positive().optional(),
    scoreFormula: scoreFormulaChangeSchema.optional(),
    /** Shows the table that would follow and changes nothing. */
    preview: z.boolean().default(false),
  })
  .meta({ id: 'RescoreRequest' });
export type RescoreRequest = z.infer<typeof rescoreRequestSchema>;

export const rescoreAnswerSchema = z
  .object({
    preview: z.boolean(),
    /** Scores that were computed anew. */
    rescored: z.number().int(),
    previousConfigHash: z.string(),
    leaderboard: leaderboardViewSchema,
  })
  .meta({ id: 'RescoreAnswer' });
export type RescoreAnswer = z.infer<typeof rescoreAnswerSchema>;
