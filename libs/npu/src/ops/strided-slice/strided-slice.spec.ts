import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const stridedSlice = (
  shape: readonly number[],
  [begin, end, strides]: readonly (readonly number[])[],
  options: Readonly<Record<string, number | boolean>> = {},
): OperatorRun =>
  runOperator('STRIDED_SLICE', {
    inputs: [
      { shape, values: countingCodes(shape) },
      ...[begin, end, strides].map((values = []) => ({
        type: 'INT32' as const,
        shape: [values.length],
        constant: values,
      })),
    ],
    options,
  });

const codes = (shape: readonly number[], ...positions: readonly number[]): readonly number[] =>
  positions.map((position) => countingCodes(shape)[position] ?? NaN);

const mask = (bits: readonly boolean[]): number => bits.reduce((sum, bit, i) => sum + (bit ? 2 ** i : 0), 0);

describe('STRIDED_SLICE', () => {
  it('steps through a range, also backwards', () => {
    expect(stridedSlice([6], [[1], [6], [2]]).results).toEqual([codes([6], 1, 3, 5)]);
    expect(stridedSlice([6], [[4], [0], [-2]]).results).toEqual([codes([6], 4, 2)]);
  });

  it('counts negative bounds from the end and clamps them to the axis', () => {
    expect(stridedSlice([4], [[-2], [100], [1]]).results).toEqual([codes([4], 2, 3)]);
    expect(stridedSlice([4], [[-100], [2], [1]]).results).toEqual([codes([4], 0, 1)]);
  });

  it('takes open ends from the masks', () => {
    expect(stridedSlice([3], [[2], [0], [1]], { beginMask: 1, endMask: 1 }).results).toEqual([
      codes([3], 0, 1, 2),
    ]);
    expect(stridedSlice([3], [[0], [0], [-1]], { beginMask: 1, endMask: 1 }).results).toEqual([
      codes([3], 2, 1, 0),
    ]);
  });

  it('drops a shrunk axis, on which the begin mask still counts', () => {
    expect(
      stridedSlice(
        [2, 3],
        [
          [1, 0],
          [0, 3],
          [1, 1],
        ],
        { shrinkAxisMask: 1 },
      ),
    ).toMatchObject({ shapes: [[3]], results: [codes([2, 3], 3, 4, 5)] });
    expect(
      stridedSlice(
        [2, 3],
        [
          [1, 0],
          [2, 3],
          [1, 1],
        ],
        { shrinkAxisMask: 1, beginMask: 1 },
      ).results,
    ).toEqual([codes([2, 3], 0, 1, 2)]);
  });

  it('computes ellipsis and new axes on the CPU, since the NPU does not take them', () => {
    const ellipsis = stridedSlice(
      [2, 2, 3],
      [
        [0, 1],
        [0, 2],
        [1, 1],
      ],
      { ellipsisMask: 1, shrinkAxisMask: 2 },
    );
    const newAxis = stridedSlice(
      [2],
      [
        [0, 0],
        [0, 2],
        [1, 1],
      ],
      { newAxisMask: 1 },
    );

    expect(ellipsis).toMatchObject({
      unit: 'cpu',
      shapes: [[2, 2]],
      results: [codes([2, 2, 3], 1, 4, 7, 10)],
    });
    expect(newAxis).toMatchObject({ unit: 'cpu', shapes: [[1, 2]], results: [codes([2], 0, 1)] });
    expect(newAxis.reasons[0]?.id).toBe('strided-slice.masks');
  });

  it('takes axes beyond the given ranges whole', () => {
    expect(stridedSlice([2, 2], [[1], [2], [1]])).toMatchObject({
      shapes: [[1, 2]],
      results: [codes([2, 2], 2, 3)],
    });
  });

  it('equals walking each axis as TFLite loops over it', () => {
    const range = fc.record({
      size: fc.integer({ min: 1, max: 5 }),
      begin: fc.integer({ min: -7, max: 7 }),
      end: fc.integer({ min: -7, max: 7 }),
      stride: fc.constantFrom(-3, -2, -1, 1, 2, 3),
      openBegin: fc.boolean(),
      openEnd: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 3 }), (ranges) => {
        const shape = ranges.map(({ size }) => size);
        const picks = ranges.map(walk);
        fc.pre(picks.every((pick) => pick.length > 0));
        const run = stridedSlice(
          shape,
          [
            ranges.map(({ begin }) => begin),
            ranges.map(({ end }) => end),
            ranges.map(({ stride }) => stride),
          ],
          {
            beginMask: mask(ranges.map(({ openBegin }) => openBegin)),
            endMask: mask(ranges.map(({ openEnd }) => openEnd)),
          },
        );

        const size = picks.map((pick) => pick.length);
        const expected = coordinatesOf(size).map((coordinate) =>
          elementAt(
            countingCodes(shape),
            shape,
            coordinate.map((i, axis) => picks[axis]?.[i] ?? NaN),
          ),
        );
        expect(run).toMatchObject({ shapes: [size], results: [expected] });
      }),
    );
  });

  it.each([
    ['a stride of 0', [[0], [1], [0]], {}],
    ['a shrunk axis past its end', [[4], [5], [1]], { shrinkAxisMask: 1 }],
    ['a shrunk axis with a negative stride', [[1], [0], [-1]], { shrinkAxisMask: 1 }],
    ['lengths that differ', [[0], [1, 2], [1]], {}],
    [
      'more ranges than axes',
      [
        [0, 0],
        [1, 1],
        [1, 1],
      ],
      {},
    ],
    ['ends given as offsets', [[0], [1], [1]], { offset: true }],
  ])('refuses %s', (_, bounds, options) => {
    expect(stridedSlice([4], bounds, options)).toMatchObject({
      unit: 'none',
      reasons: [{ id: 'strided-slice.bounds' }],
    });
  });
});

interface Range {
  readonly size: number;
  readonly begin: number;
  readonly end: number;
  readonly stride: number;
  readonly openBegin: boolean;
  readonly openEnd: boolean;
}

/** Every index that a Python slice of these bounds visits. */
function walk({ size, begin, end, stride, openBegin, openEnd }: Range): readonly number[] {
  const all = Array.from({ length: size }, (_, i) => i);
  const from = begin < 0 ? begin + size : begin;
  const to = end < 0 ? end + size : end;
  if (stride > 0) {
    const inside = all.filter((i) => (openBegin || i >= from) && (openEnd || i < to));
    return inside.filter((i) => (i - (inside[0] ?? 0)) % stride === 0);
  }
  const inside = all.toReversed().filter((i) => (openBegin || i <= from) && (openEnd || i > to));
  return inside.filter((i) => ((inside[0] ?? 0) - i) % -stride === 0);
}
