import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { rowsOf } from '../rows/segment-builder.js';
import { differingBytes } from '../testing/differing-bytes.js';
import { programOf } from '../testing/program-of.js';
import { randomBytes, randomWords } from '../testing/random-bytes.js';
import { copyStep } from './copy-step.js';
import { denseConvolution } from './dense-convolution.js';

interface CopyCase {
  readonly inputs: number;
  readonly outputs: number;
  readonly weight: number;
  readonly zeroPoint: number;
  readonly stride: number;
  readonly seed: number;
}

/** A 1x1 convolution whose outputs are inputs chosen at random, in neighbours where `seed` is even. */
function copyParameters({ inputs, outputs, weight, zeroPoint, stride, seed }: CopyCase) {
  const next = randomWords(seed);
  const weights = new Int8Array(outputs * inputs);
  for (let output = 0; output < outputs; output++) {
    const input = seed % 2 === 0 ? output % inputs : next() % inputs;
    weights[output * inputs + input] = weight;
  }
  const { multiplier, shift } = quantizeMultiplier(1 / weight);
  return {
    weights,
    weightShape: [outputs, 1, 1, inputs],
    bias: new Int32Array(outputs),
    groups: 1,
    strideHeight: stride,
    strideWidth: stride,
    dilationHeight: 1,
    dilationWidth: 1,
    padTop: 0,
    padLeft: 0,
    inputZeroPoint: zeroPoint,
    weightZeroPoint: 0,
    outputZeroPoint: zeroPoint,
    multipliers: new Int32Array(outputs).fill(multiplier),
    shifts: new Int32Array(outputs).fill(shift),
    minimum: -128,
    maximum: 127,
    roundsOnceWhenBuiltin: true,
  };
}

const enlargement: CopyCase = { inputs: 3, outputs: 27, weight: 127, zeroPoint: -5, stride: 1, seed: 2 };

/** Whether a convolution becomes a move. */
function isCopy(parameters: ReturnType<typeof copyParameters>): boolean {
  const [outputs = 1, , , inputs = 1] = parameters.weightShape;
  const dense = denseConvolution(parameters, 0, 0, 'reference');
  return copyStep(dense, rowsOf('in', 4, 4, inputs, 0), rowsOf('out', 4, 4, outputs, 0)) !== undefined;
}

describe('a convolution that copies channels', () => {
  it('equals the scalar kernel for any channels, strides and zero points', async () => {
    const cases = fc.record<CopyCase>({
      inputs: fc.integer({ min: 1, max: 40 }),
      outputs: fc.integer({ min: 1, max: 40 }),
      weight: fc.constantFrom(1, 64, 127),
      zeroPoint: fc.integer({ min: -128, max: 127 }),
      stride: fc.integer({ min: 1, max: 3 }),
      seed: fc.integer({ min: 1, max: 2 ** 30 }),
    });
    await fc.assert(
      fc.asyncProperty(
        cases,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 3 }),
        async (data, size, threads) => {
          const parameters = copyParameters(data);
          const outputSize = Math.ceil(size / data.stride);
          const program = programOf(
            [
              { type: 'INT8', shape: [2, size, size, data.inputs] },
              { type: 'INT8', shape: [2, outputSize, outputSize, data.outputs] },
            ],
            [{ kernel: 'convolution', parameters, inputs: [0], outputs: [1] }],
            [1],
          );
          const picture = randomBytes(2 * size * size * data.inputs, data.seed);

          expect(isCopy(parameters)).toBe(true);
          expect((await differingBytes(program, [picture], { threads })).differing).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('is one only where every code stays as it is', () => {
    const parameters = copyParameters(enlargement);
    const { weights, bias } = parameters;

    expect(isCopy(parameters)).toBe(true);
    expect(isCopy({ ...parameters, outputZeroPoint: -4 })).toBe(false);
    expect(isCopy({ ...parameters, maximum: 126 })).toBe(false);
    expect(isCopy({ ...parameters, bias: bias.with(26, 64) })).toBe(false);
    expect(isCopy({ ...parameters, weights: weights.with(1, 1) })).toBe(false);
    expect(isCopy({ ...parameters, weights: weights.with(0, 0) })).toBe(false);
  });
});
