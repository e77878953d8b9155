import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator } from '../../testing/run-operator.js';

const refusalOf = (second: object, options: object) =>
  runOperator('PACK', {
    inputs: [{ shape: [2] }, { shape: [2], ...second }],
    options: { axis: 0, valuesCount: 2, ...options },
  }).reasons[0]?.id;

describe('PACK', () => {
  it('stacks tensors along a new axis', () => {
    const run = runOperator('PACK', {
      inputs: [
        { shape: [2], values: [1, 2] },
        { shape: [2], values: [3, 4] },
      ],
      options: { axis: -1, valuesCount: 2 },
    });

    expect(run).toMatchObject({ unit: 'npu', shapes: [[2, 2]], results: [[1, 3, 2, 4]] });
  });

  it('equals reading the stacked coordinate from its tensor', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }),
        fc.nat(3),
        fc.integer({ min: 1, max: 3 }),
        (shape, position, count) => {
          const axis = position % (shape.length + 1);
          const values = (index: number) => countingCodes(shape).map((code) => code - index * 40);

          const { shapes, results } = runOperator('PACK', {
            inputs: Array.from({ length: count }, (_, index) => ({ shape, values: values(index) })),
            options: { axis, valuesCount: count },
          });

          const stacked = shape.toSpliced(axis, 0, count);
          const expected = coordinatesOf(stacked).map((coordinate) =>
            elementAt(values(coordinate[axis] ?? 0), shape, coordinate.toSpliced(axis, 1)),
          );
          expect({ shapes, results }).toEqual({ shapes: [stacked], results: [expected] });
        },
      ),
    );
  });

  it('folds a shape out of constants', () => {
    const run = runOperator('PACK', {
      inputs: [1, 360, 640].map((size) => ({ type: 'INT32', shape: [], constant: [size] })),
      outputs: [{ type: 'INT32' }],
      options: { axis: 0, valuesCount: 3 },
    });

    expect(run).toMatchObject({ unit: 'folded', shapes: [[3]], results: [[1, 360, 640]] });
  });

  it('refuses other shapes, counts, scales and axes', () => {
    expect(refusalOf({ shape: [3] }, {})).toBe('pack.shapes');
    expect(refusalOf({}, { valuesCount: 3 })).toBe('pack.shapes');
    expect(refusalOf({ scale: 0.25 }, {})).toBe('operator.quantization-differs');
    expect(refusalOf({}, { axis: 2 })).toBe('operator.axis');
    expect(refusalOf({ type: 'UINT8' }, {})).toBe('operator.types-differ');
  });
});
