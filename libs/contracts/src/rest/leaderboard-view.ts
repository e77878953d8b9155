import { z } from 'zod';
import { fidelitySchema } from '../fidelity.js';

/** One row; baselines have no rank. */
export const leaderboardRowSchema = z
  .object({
    rank: z.number().int().positive().nullable(),
    team: z.string(),
    baseline: z.boolean(),
    late: z.boolean(),
    modelBytes: z.number().int().nullable(),
    psnr: z.number().nullable(),
    ssim: z.number().nullable(),
    deltaPsnr: z.number().nullable(),
    deltaSsim: z.number().nullable(),
    cpuMs: z.number().nullable(),
    npuMs: z.number().nullable(),
    speedUp: z.number().nullable(),
    score: z.number().nullable(),
    fidelity: fidelitySchema.nullable(),
    submissionId: z.string().nullable(),
    entries: z.number().int(),
  })
  .meta({ id: 'LeaderboardRow' });
export type LeaderboardRow = z.infer<typeof leaderboardRowSchema>;

export const leaderboardViewSchema = z
  .object({
    competition: z.string(),
    phase: z.string(),
    configHash: z.string(),
    fidelity: fidelitySchema,
    metric: z.string(),
    rows: z.array(leaderboardRowSchema),
  })
  .meta({ id: 'LeaderboardView' });
export type LeaderboardView = z.infer<typeof leaderboardViewSchema>;
