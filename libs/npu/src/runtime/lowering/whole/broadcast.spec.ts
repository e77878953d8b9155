import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf } from '../../../graph/shape.js';
import { differingBytes } from '../../testing/differing-bytes.js';
import { programOf } from '../../testing/program-of.js';
import { randomBytes } from '../../testing/random-bytes.js';

const scales = {
  leftShift: 20,
  zeroPointA: 3,
  multiplierA: 1_300_000_000,
  shiftA: 0,
  zeroPointB: -7,
  multiplierB: 1_900_000_000,
  shiftB: -1,
  outputZeroPoint: 5,
  outputMultiplier: 1_700_000_000,
  outputShift: -18,
  multiplier: 1_500_000_000,
  shift: -5,
  minimum: -100,
  maximum: 110,
};

/** Axes of the result, and whether the left or the right operand is repeated along each. */
const axes = fc.array(
  fc.record({
    size: fc.integer({ min: 1, max: 13 }),
    repeats: fc.constantFrom('neither', 'neither', 'left', 'right', 'both'),
  }),
  { minLength: 1, maxLength: 5 },
);

describe('fast functions of broadcast tensors', () => {
  it('equal the scalar kernel for any pair of shapes', async () => {
    await fc.assert(
      fc.asyncProperty(
        axes,
        fc.constantFrom('add', 'multiply', 'extremum', 'squared-difference', 'greater'),
        fc.constantFrom('INT8', 'UINT8'),
        fc.integer({ min: 1, max: 3 }),
        async (list, kernel, type, threads) => {
          const shapeOf = (side: 'left' | 'right') =>
            list.map(({ size, repeats }) => (repeats === side || repeats === 'both' ? 1 : size));
          const [left, right] = [shapeOf('left'), shapeOf('right')];
          expect(await compare(kernel, type, [left, right], threads)).toEqual({
            differing: 0,
            scalarKernels: [],
          });
        },
      ),
      { numRuns: 30 },
    );
  }, 60_000);

  it.each([
    ['a value per row', [1, 5, 7, 9], [1, 5, 1, 1]],
    ['a value per column', [1, 1, 7, 1], [1, 5, 7, 9]],
    ['a value per channel and picture', [3, 5, 7, 9], [3, 1, 1, 9]],
    ['one value', [1], [2, 3, 4, 5]],
    ['two single values', [1], [1, 1]],
    ['operands of different rank', [5, 1, 9], [2, 1, 7, 9]],
  ])('take %s', async (_, left, right) => {
    for (const type of ['INT8', 'UINT8'] as const) {
      expect(await compare('multiply', type, [left, right], 2)).toEqual({ differing: 0, scalarKernels: [] });
    }
  });

  it('equal the scalar kernel at every length', async () => {
    for (let length = 1; length <= 70; length++) {
      for (const [left, right] of [
        [
          [2, length],
          [2, 1],
        ],
        [
          [2, 1],
          [1, length],
        ],
        [
          [3, 1, length],
          [1, 2, length],
        ],
      ] as const) {
        const { differing } = await compare('extremum', 'INT8', [left, right], 1);
        expect([length, differing]).toEqual([length, 0]);
      }
    }
  }, 60_000);
});

function compare(
  kernel: string,
  type: 'INT8' | 'UINT8',
  [left, right]: readonly [readonly number[], readonly number[]],
  threads: number,
) {
  const rank = Math.max(left.length, right.length);
  const shape = Array.from({ length: rank }, (_, axis) =>
    Math.max(left.at(axis - rank) ?? 1, right.at(axis - rank) ?? 1),
  );
  const flip = type === 'UINT8' ? 128 : 0;
  const parameters = {
    ...scales,
    zeroPointA: scales.zeroPointA + flip,
    zeroPointB: scales.zeroPointB + flip,
    outputZeroPoint: scales.outputZeroPoint + flip,
    minimum: scales.minimum + flip,
    maximum: kernel === 'extremum' ? true : scales.maximum + flip,
  };
  const program = programOf(
    [
      { type, shape: left },
      { type, shape: right },
      { type: kernel === 'greater' ? 'BOOL' : type, shape },
    ],
    [{ kernel, parameters, inputs: [0, 1], outputs: [2] }],
    [2],
  );
  const inputs = [randomBytes(elementsOf(left), 3), randomBytes(elementsOf(right), 4)];
  return differingBytes(program, inputs, { threads });
}
