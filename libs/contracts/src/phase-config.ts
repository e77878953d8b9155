import { z } from 'zod';
import { feedingSchema, layoutSchema, rankedFidelitySchema } from './fidelity.js';
import { policyReferenceSchema } from './policy-reference.js';

export const metricPresetSchema = z.enum(['mai', 'ntire-div2k', 'benchmark-y']).meta({ id: 'MetricPreset' });
export type MetricPreset = z.infer<typeof metricPresetSchema>;

/** Limits per team; a missing one does not limit. */
export const quotasSchema = z.object({
  perDay: z.number().int().positive().optional(),
  total: z.number().int().positive().optional(),
  atOnce: z.number().int().positive().optional(),
});
export type Quotas = z.infer<typeof quotasSchema>;

/** Everything that decides how the submissions of a phase are run and scored; hashed into `configHash`. */
export const phaseConfigSchema = z
  .object({
    policy: policyReferenceSchema.default('mai2021'),
    layout: layoutSchema.default('nhwc'),
    acceptedFidelity: rankedFidelitySchema.default('emulated'),
    metric: metricPresetSchema.default('mai'),
    feeding: feedingSchema.default('raw'),
    scale: z.number().int().min(1).max(8).default(3),
    scoreConstant: z
      .number()
      .positive()
      .default(2 ** 48),
    warmup: z.number().int().min(0).max(1000).default(0),
    runs: z.number().int().min(0).max(10_000).default(0),
    picturesPerJob: z.number().int().min(1).max(1000).default(1),
    eventRetentionDays: z.number().int().min(1).default(90),
    quotas: quotasSchema.default({}),
  })
  .meta({ id: 'PhaseConfig' });
export type PhaseConfig = z.infer<typeof phaseConfigSchema>;
