import { z } from 'zod';

/** Share of the model on the NPU, 0..1, counted by operators, by multiply-accumulates and by predicted time. */
export const coverageSchema = z
  .object({ nodes: z.number(), macs: z.number(), time: z.number().nullable() })
  .meta({ id: 'Coverage' });
export type Coverage = z.infer<typeof coverageSchema>;
