import { registerBlocks } from '../register-blocks.js';

/**
 * Weights of a direct convolution in the order in which the products read them, as 16-bit pairs.
 *
 * `weights` is `[outputs, runs, run length]`; `run length` is even.
 */
export function packDirectWeights(
  weights: Int16Array,
  outputs: number,
  runCount: number,
  runLength: number,
): Int16Array {
  const vectors = Math.ceil(outputs / 4);
  const packed = new Int16Array(vectors * 4 * runCount * runLength);
  let position = 0;
  for (const block of registerBlocks(vectors)) {
    for (let run = 0; run < runCount; run++) {
      for (let element = 0; element < runLength; element += 2) {
        for (let lane = 0; lane < block.vectors * 4; lane++) {
          const output = block.first * 4 + lane;
          if (output < outputs) {
            const from = (output * runCount + run) * runLength + element;
            packed[position] = weights[from] as number;
            packed[position + 1] = weights[from + 1] as number;
          }
          position += 2;
        }
      }
    }
  }
  return packed;
}
