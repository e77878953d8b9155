import { registerBlocks } from '../register-blocks.js';
import { bytesOfWeights } from './winograd-form.js';

/** The rows of G scaled to integers; the scales are taken back by the factor 576 and by A^T. */
const filterTransform = [
  [6, 0, 0],
  [-4, -4, -4],
  [-4, 4, -4],
  [1, 2, 4],
  [1, -2, 4],
  [0, 0, 12],
] as const;

/** What the sums of the transformed weights are multiplied by. */
export const winogradFactor = 576;

/**
 * Weights of a 3x3 convolution, `[outputs, 3, 3, inputs]`, as 36 planes of 16-bit channel pairs for each register
 * block, in the order in which the products read them; `undefined` when a transformed weight does not fit 16 bits.
 */
export function packWinogradWeights(
  weights: Int16Array,
  outputs: number,
  inputs: number,
): Int16Array | undefined {
  const pairs = Math.ceil(inputs / 2);
  const vectors = Math.ceil(outputs / 4);
  const blocks = registerBlocks(vectors);
  const packed = new Int16Array(bytesOfWeights(pairs, vectors) / 2);
  const rows = new Int32Array(18);
  for (let output = 0; output < outputs; output++) {
    const vector = output >> 2;
    const block = blocks.find(({ first, vectors: size }) => vector < first + size);
    if (block === undefined) return undefined;
    const planeLength = pairs * block.vectors * 8;
    for (let input = 0; input < inputs; input++) {
      const at = (tap: number): number => weights[(output * 9 + tap) * inputs + input] as number;
      for (let column = 0; column < 3; column++) {
        filterTransform.forEach(([a, b, c], row) => {
          rows[row * 3 + column] = a * at(column) + b * at(3 + column) + c * at(6 + column);
        });
      }
      const inBlock = ((input >> 1) * block.vectors + vector - block.first) * 8;
      const position = bytesOfWeights(pairs, block.first) / 2 + inBlock + (output & 3) * 2 + (input & 1);
      for (let row = 0; row < 6; row++) {
        for (let column = 0; column < 6; column++) {
          const [a, b, c] = filterTransform[column] as readonly [number, number, number];
          const value =
            a * (rows[row * 3] as number) +
            b * (rows[row * 3 + 1] as number) +
            c * (rows[row * 3 + 2] as number);
          if (value > 32_767 || value < -32_768) return undefined;
          packed[(row * 6 + column) * planeLength + position] = value;
        }
      }
    }
  }
  return packed;
}
