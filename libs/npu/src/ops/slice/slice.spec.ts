import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const slice = (
  shape: readonly number[],
  begin: readonly number[],
  size: readonly number[],
  values = countingCodes(shape),
): OperatorRun =>
  runOperator('SLICE', {
    inputs: [
      { shape, values },
      { type: 'INT32', shape: [begin.length], constant: begin },
      { type: 'INT32', shape: [size.length], constant: size },
    ],
  });

describe('SLICE', () => {
  it('takes a box out of a tensor', () => {
    expect(slice([2, 3], [0, 1], [2, 2], [1, 2, 3, 4, 5, 6])).toMatchObject({
      unit: 'npu',
      shapes: [[2, 2]],
      results: [[2, 3, 5, 6]],
    });
  });

  it('reads a size of -1 as all that is left', () => {
    expect(slice([1, 4], [0, 1], [1, -1], [1, 2, 3, 4])).toMatchObject({ results: [[2, 3, 4]] });
  });

  it('equals picking coordinates one by one', () => {
    const cut = fc.integer({ min: 1, max: 4 }).chain((size) =>
      fc
        .record({ begin: fc.integer({ min: 0, max: size - 1 }), end: fc.integer({ min: 1, max: size }) })
        .filter(({ begin, end }) => begin < end)
        .map((range) => ({ size, ...range })),
    );
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), (cuts) => {
        const shape = cuts.map(({ size }) => size);
        const sizes = cuts.map(({ begin, end }) => end - begin);
        const begins = cuts.map(({ begin }) => begin);

        const { shapes, results } = slice(shape, begins, sizes);

        const expected = coordinatesOf(sizes).map((coordinate) =>
          elementAt(
            countingCodes(shape),
            shape,
            coordinate.map((i, axis) => i + (begins[axis] ?? 0)),
          ),
        );
        expect({ shapes, results }).toEqual({ shapes: [sizes], results: [expected] });
      }),
    );
  });

  it.each([
    ['a negative begin', [-1, 0], [1, 1]],
    ['an end past the axis', [0, 2], [2, 2]],
    ['a size below -1', [0, 0], [-2, 1]],
    ['a begin too few', [0], [1, 1]],
    ['numbers whose sum overflows 32 bits', [2147483647, 0], [2147483647, 1]],
  ])('refuses %s', (_, begin, size) => {
    expect(slice([2, 3], begin, size)).toMatchObject({ unit: 'none', reasons: [{ id: 'slice.bounds' }] });
  });

  it('refuses an empty slice and a change of type', () => {
    expect(slice([2, 3], [0, 3], [2, 0]).reasons[0]?.id).toBe('tensor.size');
    expect(
      runOperator('SLICE', {
        inputs: [
          { shape: [2] },
          { type: 'INT32', shape: [1], constant: [0] },
          { type: 'INT32', shape: [1], constant: [1] },
        ],
        outputs: [{ type: 'UINT8' }],
      }).reasons[0]?.id,
    ).toBe('operator.types-differ');
  });

  it('moves wider integers on the CPU', () => {
    const run = runOperator('SLICE', {
      inputs: [
        { type: 'INT32', shape: [3], values: [100_000, -7, 9] },
        { type: 'INT32', shape: [1], constant: [1] },
        { type: 'INT32', shape: [1], constant: [2] },
      ],
      outputs: [{ type: 'INT32' }],
    });

    expect(run).toMatchObject({
      unit: 'cpu',
      results: [[-7, 9]],
      reasons: [{ id: 'operator.integer-type' }],
    });
  });
});
