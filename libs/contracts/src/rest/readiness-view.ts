import { z } from 'zod';

/** Answer of GET /readyz: 200 when every part is ok, 503 otherwise. */
export const readinessViewSchema = z
  .object({
    ready: z.boolean(),
    parts: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string() })),
  })
  .meta({ id: 'ReadinessView' });
export type ReadinessView = z.infer<typeof readinessViewSchema>;
