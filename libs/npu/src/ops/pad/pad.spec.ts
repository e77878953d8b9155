import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator, type Operand, type OperatorRun } from '../../testing/run-operator.js';

const pad = (input: Operand, paddings: readonly number[], output: Omit<Operand, 'shape'> = {}): OperatorRun =>
  runOperator('PAD', {
    inputs: [input, { type: 'INT32', shape: [paddings.length / 2, 2], constant: paddings }],
    outputs: [output],
  });

describe('PAD', () => {
  it('surrounds with the zero point, the code of zero', () => {
    const run = pad({ shape: [2, 1], values: [1, 2], zeroPoint: -5 }, [1, 0, 0, 1], { zeroPoint: -5 });

    expect(run).toMatchObject({
      unit: 'npu',
      shapes: [[3, 2]],
      results: [[-5, -5, 1, -5, 2, -5]],
    });
  });

  it('equals asking for each coordinate whether it lies inside', () => {
    const side = fc.record({
      size: fc.integer({ min: 1, max: 3 }),
      before: fc.integer({ min: 0, max: 2 }),
      after: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(
        fc.array(side, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: -128, max: 127 }),
        (sides, zeroPoint) => {
          const shape = sides.map(({ size }) => size);
          const values = countingCodes(shape);

          const run = pad(
            { shape, values, zeroPoint },
            sides.flatMap(({ before, after }) => [before, after]),
            { zeroPoint },
          );

          const size = sides.map(({ size: inside, before, after }) => before + inside + after);
          const expected = coordinatesOf(size).map((coordinate) => {
            const source = coordinate.map((i, axis) => i - (sides[axis]?.before ?? 0));
            const isInside = source.every((i, axis) => i >= 0 && i < (shape[axis] ?? 0));
            return isInside ? elementAt(values, shape, source) : zeroPoint;
          });
          expect(run).toMatchObject({ shapes: [size], results: [expected] });
        },
      ),
    );
  });

  it('pads wider integers with zero', () => {
    expect(pad({ type: 'INT64', shape: [1], values: [7] }, [1, 1], { type: 'INT64' }).results).toEqual([
      [0, 7, 0],
    ]);
  });

  it.each([
    ['a negative padding', [-1, 0]],
    ['too few paddings', []],
    ['too many paddings', [0, 0, 0, 0]],
  ])('refuses %s', (_, paddings) => {
    expect(pad({ shape: [2] }, paddings).reasons[0]?.id).toBe('operator.paddings');
  });

  it('refuses a result that is too large before anything is allocated', () => {
    expect(pad({ shape: [2] }, [2147483647, 2147483647]).reasons[0]?.id).toBe('tensor.size');
  });
});
