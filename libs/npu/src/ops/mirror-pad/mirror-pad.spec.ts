import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const mirrorPad = (
  shape: readonly number[],
  paddings: readonly number[],
  mode: 'REFLECT' | 'SYMMETRIC',
  values = countingCodes(shape),
): OperatorRun =>
  runOperator('MIRROR_PAD', {
    inputs: [
      { shape, values },
      { type: 'INT64', shape: [paddings.length / 2, 2], constant: paddings },
    ],
    options: { mode },
  });

describe('MIRROR_PAD', () => {
  it('reflects around the edge pixel, or around the edge', () => {
    expect(mirrorPad([3], [2, 1], 'REFLECT', [1, 2, 3])).toMatchObject({
      unit: 'cpu',
      results: [[3, 2, 1, 2, 3, 2]],
    });
    expect(mirrorPad([3], [2, 1], 'SYMMETRIC', [1, 2, 3]).results).toEqual([[2, 1, 1, 2, 3, 3]]);
  });

  it('equals walking back and forth', () => {
    const side = fc.integer({ min: 2, max: 4 }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        before: fc.integer({ min: 0, max: size - 1 }),
        after: fc.integer({ min: 0, max: size - 1 }),
      }),
    );
    fc.assert(
      fc.property(
        fc.array(side, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('REFLECT' as const, 'SYMMETRIC' as const),
        (sides, mode) => {
          const shape = sides.map(({ size }) => size);
          const { results } = mirrorPad(
            shape,
            sides.flatMap(({ before, after }) => [before, after]),
            mode,
          );

          const walks = sides.map(({ size, before, after }) => {
            const inside = Array.from({ length: size }, (_, i) => i);
            const back = inside.toReversed();
            const left = mode === 'REFLECT' ? back.slice(0, -1) : back;
            const right = mode === 'REFLECT' ? back.slice(1) : back;
            return [...left.slice(left.length - before), ...inside, ...right.slice(0, after)];
          });
          const expected = coordinatesOf(walks.map((walk) => walk.length)).map((coordinate) =>
            elementAt(
              countingCodes(shape),
              shape,
              coordinate.map((i, axis) => walks[axis]?.[i] ?? NaN),
            ),
          );
          expect(results).toEqual([expected]);
        },
      ),
    );
  });

  it('refuses a padding that has no pixels to mirror', () => {
    expect(mirrorPad([3], [3, 0], 'REFLECT').reasons[0]?.id).toBe('operator.paddings');
    expect(mirrorPad([3], [3, 0], 'SYMMETRIC').unit).toBe('cpu');
    expect(mirrorPad([3], [0, 4], 'SYMMETRIC').reasons[0]?.id).toBe('operator.paddings');
  });
});
