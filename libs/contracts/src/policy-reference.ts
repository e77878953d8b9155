import { z } from 'zod';

/** A policy preset's name, or a whole policy as data; the delegate decides whether it is a valid one. */
export const policyReferenceSchema = z
  .union([z.string().min(1).max(64), z.record(z.string(), z.unknown())])
  .meta({ id: 'PolicyReference' });
export type PolicyReference = z.infer<typeof policyReferenceSchema>;
