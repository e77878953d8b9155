import { z } from 'zod';
import { coverageSchema } from './coverage.js';
import { clockKindSchema, fidelitySchema, numericsSchema } from './fidelity.js';

/** One line of the board's profile: a fused kernel and the model's operators in it. */
export const layerTimingSchema = z
  .object({
    type: z.string(),
    inferenceUs: z.number().nonnegative(),
    engine: z.enum(['nn', 'tp', 'ppu', 'cpu']).nullable(),
    operators: z.array(z.number().int()),
  })
  .meta({ id: 'LayerTiming' });
export type LayerTiming = z.infer<typeof layerTimingSchema>;

/** Wall times of real runs on the agent's own computer; never a board's number. */
export const hostTimingSchema = z
  .object({
    fidelity: z.literal('host'),
    clock: z.literal('measured'),
    runs: z.number().int().positive(),
    warmup: z.number().int().nonnegative(),
    threads: z.number().int().positive(),
    medianMs: z.number().nonnegative(),
    p90Ms: z.number().nonnegative(),
    minMs: z.number().nonnegative(),
    meanMs: z.number().nonnegative(),
  })
  .meta({ id: 'HostTiming' });
export type HostTiming = z.infer<typeof hostTimingSchema>;

/** Result of a timing job: the model's runtime on a board. */
export const timingResultSchema = z
  .object({
    fidelity: fidelitySchema,
    clock: clockKindSchema,
    numerics: numericsSchema,
    modelVersion: z.string(),
    inferenceUs: z.number().positive(),
    bylayerSumUs: z.number().nonnegative(),
    byLayer: z.array(layerTimingSchema),
    compileUs: z.number().nonnegative(),
    cpuUs: z.number().nonnegative().optional(),
    memory: z.object({
      peakActivationBytes: z.number().nonnegative(),
      weightBytes: z.number().nonnegative(),
      ddrReadBytes: z.number().nonnegative(),
      ddrWriteBytes: z.number().nonnegative(),
    }),
    partitions: z.number().int(),
    coverage: coverageSchema,
    samplesUs: z.array(z.number()),
    host: hostTimingSchema.optional(),
    log: z.array(z.string()),
  })
  .meta({ id: 'TimingResult' });
export type TimingResult = z.infer<typeof timingResultSchema>;
