import { z } from 'zod';
import { clockKindSchema, fidelitySchema, numericsSchema } from './fidelity.js';
import { sha256Schema } from './ids.js';

/** Who computed the pictures of a fidelity job. */
export const fidelityEnvironmentSchema = z
  .object({
    fidelity: fidelitySchema,
    clock: clockKindSchema.default('predicted'),
    numerics: numericsSchema,
    modelVersion: z.string(),
    compilerVersion: z.string(),
  })
  .meta({ id: 'FidelityEnvironment' });
export type FidelityEnvironment = z.infer<typeof fidelityEnvironmentSchema>;

/** A super-resolved picture, stored as a blob of raw interleaved RGB bytes. */
export const pictureOutputSchema = z
  .object({
    name: z.string(),
    sha256: sha256Schema,
    width: z.number().int().positive(),
    height: z.number().int().positive(),
  })
  .meta({ id: 'PictureOutput' });
export type PictureOutput = z.infer<typeof pictureOutputSchema>;

/** Result of a fidelity job: one output per picture of its shard. */
export const fidelityResultSchema = z
  .object({ pictures: z.array(pictureOutputSchema), environment: fidelityEnvironmentSchema })
  .meta({ id: 'FidelityResult' });
export type FidelityResult = z.infer<typeof fidelityResultSchema>;
