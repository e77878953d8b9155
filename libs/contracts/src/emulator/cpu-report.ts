import { z } from 'zod';
import { reasonSchema } from '../reason.js';

/** What `cpu-picture` prints: the size of the output that it wrote, or why the float model yields none. */
export const cpuPictureReportSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), width: z.int().min(1), height: z.int().min(1) }),
  z.object({ ok: z.literal(false), reason: reasonSchema }),
]);

/** A line of `cpu-time`: how far it is, the times at the end, or why TensorFlow Lite does not run the model. */
export const cpuTimeLineSchema = z.union([
  z.object({ done: z.int(), total: z.int() }),
  z.object({
    samplesMs: z.array(z.number()),
    /** CPU time of one run. */
    cpuMs: z.number(),
    peakMemoryBytes: z.number(),
  }),
  z.object({ error: z.string() }),
]);

export type CpuPictureReport = z.infer<typeof cpuPictureReportSchema>;
export type CpuTimeLine = z.infer<typeof cpuTimeLineSchema>;
