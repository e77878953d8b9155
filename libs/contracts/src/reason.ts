import { z } from 'zod';

/**
 * Why an answer is what it is. `id` is stable, `rule` is the rule's sentence, `detail` names the thing and its
 * value, `hint` says what to do.
 */
export const reasonSchema = z
  .object({ id: z.string(), rule: z.string(), detail: z.string(), hint: z.string() })
  .meta({ id: 'Reason' });
export type Reason = z.infer<typeof reasonSchema>;
