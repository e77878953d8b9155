import { z } from 'zod';
import { feedingSchema, layoutSchema } from '../fidelity.js';

/** Maps and compiles a model; the board keeps it until the next `load`. */
export const loadRequestSchema = z.strictObject({
  id: z.int(),
  do: z.literal('load'),
  /** Path of the .tflite file. */
  modelPath: z.string(),
  /** A preset's name or a policy as JSON. */
  policy: z.string(),
  layout: layoutSchema,
});

/** Predicts the loaded model's runtime; with runs, also times it on the host. */
export const timeRequestSchema = z.strictObject({
  id: z.int(),
  do: z.literal('time'),
  warmup: z.int().min(0),
  runs: z.int().min(0),
});

/** Runs the loaded model on one picture of raw interleaved RGB bytes. */
export const pictureRequestSchema = z.strictObject({
  id: z.int(),
  do: z.literal('picture'),
  inputPath: z.string(),
  /** Pixels. */
  width: z.int().min(1),
  /** Pixels. */
  height: z.int().min(1),
  /**
   * Base64 of 32 bytes when the input is sealed: 12 bytes of nonce, 16 of tag, then the picture in AES-256-GCM.
   */
  inputKey: z.base64().optional(),
  outputPath: z.string(),
  feeding: feedingSchema,
});

/** Ends the board process. */
export const quitRequestSchema = z.strictObject({ do: z.literal('quit') });

/** One line that the emulated board reads on its standard input. */
export const boardRequestSchema = z.discriminatedUnion('do', [
  loadRequestSchema,
  timeRequestSchema,
  pictureRequestSchema,
  quitRequestSchema,
]);

export type LoadRequest = z.infer<typeof loadRequestSchema>;
export type TimeRequest = z.infer<typeof timeRequestSchema>;
export type PictureRequest = z.infer<typeof pictureRequestSchema>;
export type BoardRequest = z.infer<typeof boardRequestSchema>;
