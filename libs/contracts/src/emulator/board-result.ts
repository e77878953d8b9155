import { z } from 'zod';
import { numericsSchema } from '../fidelity.js';

/** What `load` yields. */
export const loadResultSchema = z.object({
  /** Wall time of mapping and compiling on the host. */
  compileUs: z.number(),
  /** Operations of the compiled network. */
  operations: z.int(),
  partitions: z.int(),
});

/** What `picture` yields. */
export const pictureResultSchema = z.object({
  /** Pixels. */
  width: z.int().min(1),
  /** Pixels. */
  height: z.int().min(1),
  /** Size of the output file: width x height x 3. */
  bytes: z.int().min(1),
  /** Wall time of the run on the host. */
  hostUs: z.number(),
});

/** What `describe` prints: the versions that stand behind every number of this board. */
export const boardVersionsSchema = z.object({
  compiler: z.string(),
  timingModel: z.string(),
  numerics: numericsSchema,
});

export type LoadResult = z.infer<typeof loadResultSchema>;
export type PictureResult = z.infer<typeof pictureResultSchema>;
export type BoardVersions = z.infer<typeof boardVersionsSchema>;
