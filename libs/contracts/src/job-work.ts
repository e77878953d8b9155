import { z } from 'zod';
import { feedingSchema, layoutSchema } from './fidelity.js';
import { sha256Schema } from './ids.js';
import { policyReferenceSchema } from './policy-reference.js';

/** How a model is mapped to the board. */
export const compilationSchema = z.object({
  modelSha256: sha256Schema,
  modelBytes: z.number().int().positive(),
  policy: policyReferenceSchema,
  layout: layoutSchema,
});
export type Compilation = z.infer<typeof compilationSchema>;

/** A low-resolution picture, stored as a blob of raw interleaved RGB bytes. */
export const pictureInputSchema = z.object({
  name: z.string(),
  sha256: sha256Schema,
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type PictureInput = z.infer<typeof pictureInputSchema>;

export const timingWorkSchema = z.object({
  kind: z.literal('timing'),
  compilation: compilationSchema,
  warmup: z.number().int().nonnegative(),
  runs: z.number().int().nonnegative(),
});
export type TimingWork = z.infer<typeof timingWorkSchema>;

export const fidelityWorkSchema = z.object({
  kind: z.literal('fidelity'),
  compilation: compilationSchema,
  feeding: feedingSchema,
  /** Agents may keep public pictures; those of a hidden set they see sealed, and for one attempt only. */
  isPublic: z.boolean().default(false),
  pictures: z.array(pictureInputSchema).min(1),
});
export type FidelityWork = z.infer<typeof fidelityWorkSchema>;

/** A job's whole instruction, stored with the job. */
export const jobWorkSchema = z.discriminatedUnion('kind', [timingWorkSchema, fidelityWorkSchema]);
export type JobWork = z.infer<typeof jobWorkSchema>;
