import { z } from 'zod';
import { fidelitySchema } from '../fidelity.js';
import { rankingRuleSchema, scoreFormulaSchema } from '../phase-config.js';

/** One row; baselines have no rank, and late rows take nobody's. */
export const leaderboardRowSchema = z
  .object({
    rank: z.number().int().positive().nullable(),
    team: z.string(),
    baseline: z.boolean(),
    late: z.boolean(),
    author: z.string().nullable().default(null),
    framework: z.string().nullable().default(null),
    modelBytes: z.number().int().nullable(),
    /** Size as the challenge's report prints it: in units of 1024 bytes, rounded. */
    modelKb: z.number().int().nullable().default(null),
    psnr: z.number().nullable(),
    ssim: z.number().nullable(),
    deltaPsnr: z.number().nullable(),
    deltaSsim: z.number().nullable(),
    cpuMs: z.number().nullable(),
    /** The model does not run on the CPU: printed as "Failed". */
    cpuFailed: z.boolean().default(false),
    npuMs: z.number().nullable(),
    speedUp: z.number().nullable(),
    score: z.number().nullable(),
    fidelity: fidelitySchema.nullable(),
    submissionId: z.string().nullable(),
    entries: z.number().int(),
    /** Teams and baselines whose row holds the same network. */
    sameNetworkAs: z.array(z.string()).default([]),
    /** True when it was measured on a board in a window that was declared invalid since. */
    needsRerun: z.boolean().default(false),
    /** True when the runtime is the median of a final evaluation. */
    finalEvaluation: z.boolean().default(false),
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
    ranking: rankingRuleSchema.default('best'),
    scoreConstant: z.number().default(2 ** 48),
    scoreFormula: scoreFormulaSchema.prefault({}),
    rows: z.array(leaderboardRowSchema),
  })
  .meta({ id: 'LeaderboardView' });
export type LeaderboardView = z.infer<typeof leaderboardViewSchema>;

/** How a leaderboard is written down. */
export const tableFormatSchema = z.enum(['csv', 'json', 'markdown', 'latex']);
export type TableFormat = z.infer<typeof tableFormatSchema>;
