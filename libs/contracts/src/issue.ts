import { z } from 'zod';
import { reasonSchema } from './reason.js';

/** A reason about a model, with the operator and tensor it is about: indices in the file, null for the whole model. */
export const issueSchema = z
  .object({
    ...reasonSchema.shape,
    operator: z.number().int().nullable().default(null),
    tensor: z.number().int().nullable().default(null),
  })
  .meta({ id: 'Issue' });
export type Issue = z.infer<typeof issueSchema>;
