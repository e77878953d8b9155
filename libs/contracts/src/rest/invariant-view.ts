import { z } from 'zod';
import { listOf } from './list-of.js';

/** Something that must be true of the farm's tables at every moment, and where it is not. */
export const invariantViewSchema = z
  .object({
    /** I1 to I12 as in the design. */
    id: z.string(),
    sentence: z.string(),
    violations: z.number().int().nonnegative(),
    /** The first 20 violations. */
    examples: z.array(z.object({ subject: z.string(), detail: z.string() })),
  })
  .meta({ id: 'InvariantView' });
export type InvariantView = z.infer<typeof invariantViewSchema>;

/** Answer of GET /invariants. */
export const invariantListSchema = listOf(invariantViewSchema).meta({ id: 'InvariantList' });
export type InvariantList = z.infer<typeof invariantListSchema>;
