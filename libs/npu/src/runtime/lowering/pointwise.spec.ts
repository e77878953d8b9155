import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { differingBytes } from '../testing/differing-bytes.js';
import { programOf } from '../testing/program-of.js';
import { randomBytes } from '../testing/random-bytes.js';

const code = fc.integer({ min: -128, max: 127 });

/** Parameters of a sum of two int8 tensors. */
function sumOf(zeroPoints: readonly number[], [scaleA, scaleB, scale]: readonly [number, number, number]) {
  const [zeroPointA = 0, zeroPointB = 0, outputZeroPoint = 0] = zeroPoints;
  const a = quantizeMultiplier(scaleA);
  const b = quantizeMultiplier(Math.abs(scaleB));
  const output = quantizeMultiplier(scale);
  return {
    leftShift: 20,
    zeroPointA,
    multiplierA: a.multiplier,
    shiftA: a.shift,
    zeroPointB,
    multiplierB: Math.sign(scaleB) * b.multiplier,
    shiftB: b.shift,
    outputZeroPoint,
    outputMultiplier: output.multiplier,
    outputShift: output.shift,
    minimum: -128,
    maximum: 127,
  };
}

describe('functions of two tensors', () => {
  it('equal the scalar kernel for all zero points, with a function of the sum behind it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(code, code, code),
        fc.integer({ min: 1, max: 33 }),
        fc.integer({ min: 1, max: 21 }),
        fc.integer({ min: 1, max: 2 ** 30 }),
        async (zeroPoints, width, channels, seed) => {
          const shape = [1, 4, width, channels];
          const parameters = sumOf(zeroPoints, [0.5, 0.31, 2 ** -20 * 1.7]);
          const program = programOf(
            Array.from({ length: 4 }, () => ({ type: 'INT8', shape }) as const),
            [
              { kernel: 'add', parameters, inputs: [0, 1], outputs: [2] },
              { kernel: 'lookup', parameters: { table: randomBytes(256, seed) }, inputs: [2], outputs: [3] },
            ],
            [3],
          );
          const length = 4 * width * channels;
          const inputs = [randomBytes(length, seed + 1), randomBytes(length, seed + 2)];

          const { differing, scalarKernels } = await differingBytes(program, inputs, { threads: 2 });

          expect([differing, scalarKernels]).toEqual([0, []]);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('equal the scalar kernel for sums of any scales, ties among them', async () => {
    const scales = fc.tuple(
      fc.constantFrom(0.5, 0.25, 0.49, 0.31),
      fc.constantFrom(0.5, -0.5, 0.125, 0.43),
      fc.constantFrom(2 ** -19, 2 ** -20, 2 ** -18, 2 ** -20 * 1.7, 2 ** -20 * 0.9),
    );
    await fc.assert(
      fc.asyncProperty(fc.tuple(code, code, code), scales, async (zeroPoints, sizes) => {
        const shape = [1, 1, 256, 256];
        const program = programOf(
          Array.from({ length: 3 }, () => ({ type: 'INT8', shape }) as const),
          [{ kernel: 'add', parameters: sumOf(zeroPoints, sizes), inputs: [0, 1], outputs: [2] }],
          [2],
        );
        const pairs = Uint8Array.from({ length: 65_536 }, (_, index) => index >> 8);
        const inputs = [pairs, Uint8Array.from({ length: 65_536 }, (_, index) => index)];

        expect((await differingBytes(program, inputs)).differing).toBe(0);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it.each([1.0483, 0.62, 1, 2.7, -0.5])(
    'equal the scalar kernel for a sum that is rescaled by %d behind it',
    async (scale) => {
      const shape = [1, 1, 256, 256];
      const table = Uint8Array.from({ length: 256 }, (_, index) => {
        const sum = ((index << 24) >> 24) + 116;
        return Math.max(-120, Math.min(127, Math.round(sum * scale) - 128));
      });
      const program = programOf(
        Array.from({ length: 4 }, () => ({ type: 'INT8', shape }) as const),
        [
          {
            kernel: 'add',
            parameters: sumOf([-128, 0, -116], [0.5, 0.42, 2 ** -19 * 0.93]),
            inputs: [0, 1],
            outputs: [2],
          },
          { kernel: 'lookup', parameters: { table }, inputs: [2], outputs: [3] },
        ],
        [3],
      );
      const pairs = Uint8Array.from({ length: 65_536 }, (_, index) => index >> 8);
      const inputs = [pairs, Uint8Array.from({ length: 65_536 }, (_, index) => index)];

      expect(await differingBytes(program, inputs)).toEqual({ differing: 0, scalarKernels: [] });
    },
  );

  it('keep a sum that is also a result apart from the function behind it', async () => {
    const shape = [1, 3, 5, 7];
    const program = programOf(
      Array.from({ length: 4 }, () => ({ type: 'INT8', shape }) as const),
      [
        { kernel: 'add', parameters: sumOf([1, 2, 3], [0.5, 0.5, 2 ** -19]), inputs: [0, 1], outputs: [2] },
        { kernel: 'lookup', parameters: { table: randomBytes(256, 5) }, inputs: [2], outputs: [3] },
      ],
      [2, 3],
    );

    const { differing } = await differingBytes(program, [randomBytes(105, 1), randomBytes(105, 2)]);

    expect(differing).toBe(0);
  });

  it.each([1, 3, 16, 40])('take a constant of %i channels as a table per channel', async (channels) => {
    const shape = [1, 6, 9, channels];
    const program = programOf(
      [
        { type: 'INT8', shape },
        { type: 'INT8', shape: [1, 1, channels], data: randomBytes(channels, 9) },
        { type: 'INT8', shape },
      ],
      [
        {
          kernel: 'prelu',
          parameters: {
            inputZeroPoint: -5,
            alphaZeroPoint: 11,
            outputZeroPoint: 4,
            positiveMultiplier: 1_500_000_000,
            positiveShift: 0,
            negativeMultiplier: 1_700_000_000,
            negativeShift: -6,
            minimum: -128,
            maximum: 127,
          },
          inputs: [0, 1],
          outputs: [2],
        },
      ],
      [2],
    );

    const result = await differingBytes(program, [randomBytes(54 * channels, 3)]);

    expect(result).toEqual({ differing: 0, scalarKernels: [] });
  });
});
