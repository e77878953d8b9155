import { mostBlockVectors, pixelOverrun } from '../register-blocks.js';
import type { EpilogueForm } from '../requantization/pack-epilogue.js';

/** What the code of a Winograd convolution depends on. */
export interface WinogradForm extends EpilogueForm {
  /** Pairs of input channels. */
  readonly pairs: number;
  /** Vectors of four output channels. */
  readonly vectors: number;
  readonly inputPixelBytes: number;
  readonly outputPixelBytes: number;
  /** Whether sums are divided before the epilogue: by 9, or by 576 if it is in integers. Otherwise it contains 576. */
  readonly divides: boolean;
}

/** Tiles of 4x4 outputs that are computed together: a multiple of the pixels of large register blocks. */
export const blockTiles = 16;

/** Vectors whose results are stored together: two fill eight bytes of a pixel, where doubles leave them registers. */
export function vectorsAtOnce({ sumForm }: WinogradForm): number {
  return sumForm === 'single' ? 2 : 1;
}

/** Bytes of a tile's vector between the two passes of A^T m A. */
export const tileVectorBytes = 24 * 16;

/** Keeps the 36 planes of a block from falling into the same cache sets. */
const planePadding = 64;

/** Bytes of the 36 planes of weights of so many vectors; register blocks follow each other. */
export function bytesOfWeights(pairs: number, vectors: number): number {
  return 36 * pairs * vectors * 16;
}

/** Bytes of a tile's transformed input in one of the 36 planes. */
export function tileInputBytes({ pairs }: WinogradForm): number {
  return Math.ceil(pairs / 4) * 16;
}

/** Bytes of eight channels of a column of inputs between the two passes of B^T d B. */
export const columnBytes = 6 * 16;

/** Bytes of eight channels of all columns of a block between the two passes. */
export const groupColumnsBytes = (4 * blockTiles + 2) * columnBytes;

/** Bytes between the 36 planes of inputs. */
export function inputPlaneBytes(form: WinogradForm): number {
  return blockTiles * tileInputBytes(form) + planePadding;
}

/** Bytes between the 36 planes of the sums of a register block. */
export function sumPlaneBytes(vectors: number): number {
  return blockTiles * vectors * 16 + planePadding;
}

/** A thread's working memory: 36 planes of inputs, 36 of a register block's sums, and what lies between two passes. */
export function winogradScratch(form: WinogradForm): { sums: number; between: number; bytes: number } {
  const vectors = Math.min(form.vectors, mostBlockVectors);
  const sums = 36 * inputPlaneBytes(form);
  const between = sums + 36 * sumPlaneBytes(vectors) + pixelOverrun * vectors * 16;
  const inputBytes = (tileInputBytes(form) / 16) * groupColumnsBytes;
  const outputBytes = vectorsAtOnce(form) * tileVectorBytes;
  return { sums, between, bytes: between + Math.max(inputBytes, outputBytes) };
}

/** Words of the argument block, in order. */
export const winogradArguments = {
  inputRows: 0,
  outputRows: 6,
  weights: 10,
  epilogue: 11,
  scratch: 12,
  tiles: 13,
  borderOffset: 14,
  borderBytes: 15,
  borderValue: 16,
} as const;
