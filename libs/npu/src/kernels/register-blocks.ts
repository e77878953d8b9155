/** Vectors of four output channels that are summed together, and for how many pixels at once. */
export interface RegisterBlock {
  /** First vector. */
  readonly first: number;
  readonly vectors: number;
  readonly pixels: number;
}

const pixelsByVectors = [0, 8, 4, 2, 2];

/** Pixels past the end that blocks compute at most. */
export const pixelOverrun = 7;

/** Vectors of a block at most. */
export const mostBlockVectors = 4;

/**
 * Splits a pixel's output vectors into blocks.
 *
 * At most eight sums are alive at a time, which leaves registers for the operands on x64 and arm64.
 */
export function registerBlocks(vectors: number): readonly RegisterBlock[] {
  const blocks: RegisterBlock[] = [];
  const count = Math.ceil(vectors / mostBlockVectors);
  let first = 0;
  for (let index = 0; index < count; index++) {
    const size = Math.ceil((vectors - first) / (count - index));
    blocks.push({ first, vectors: size, pixels: pixelsByVectors[size] as number });
    first += size;
  }
  return blocks;
}
