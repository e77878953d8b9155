import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const spaceToBatch = (
  shape: readonly number[],
  blocks: readonly number[],
  paddings: readonly number[],
  zeroPoint = 0,
): OperatorRun =>
  runOperator('SPACE_TO_BATCH_ND', {
    inputs: [
      { shape, values: countingCodes(shape), zeroPoint },
      { type: 'INT32', shape: [blocks.length], constant: blocks },
      { type: 'INT32', shape: [paddings.length / 2, 2], constant: paddings },
    ],
    outputs: [{ zeroPoint }],
  });

describe('SPACE_TO_BATCH_ND', () => {
  it('makes a batch of every second pixel', () => {
    expect(spaceToBatch([1, 2, 2, 1], [2, 2], [0, 0, 0, 0])).toMatchObject({
      unit: 'npu',
      shapes: [[4, 1, 1, 1]],
      results: [[0, 1, 2, 3]],
    });
  });

  it('pads with the zero point', () => {
    expect(spaceToBatch([1, 1, 1], [2], [1, 0], -7)).toMatchObject({
      shapes: [[2, 1, 1]],
      results: [[-7, 0]],
    });
  });

  it('equals asking which padded pixel each result is', () => {
    const side = fc
      .record({
        blocks: fc.integer({ min: 1, max: 3 }),
        size: fc.integer({ min: 1, max: 4 }),
        before: fc.integer({ min: 0, max: 2 }),
      })
      .map(({ blocks, size, before }) => {
        const after = (blocks - ((size + before) % blocks)) % blocks;
        return { block: blocks, size, before, after };
      });
    fc.assert(
      fc.property(
        fc.array(side, { minLength: 1, maxLength: 2 }),
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: 1, max: 2 }),
        (sides, pictures, channels) => {
          const shape = [pictures, ...sides.map(({ size }) => size), channels];

          const { shapes, results } = spaceToBatch(
            shape,
            sides.map(({ block }) => block),
            sides.flatMap(({ before, after }) => [before, after]),
            99,
          );

          const expected = coordinatesOf(shapes[0] ?? []).map(([batch = 0, ...rest]) => {
            let place = Math.floor(batch / pictures);
            const source = sides.map(() => 0);
            for (let axis = sides.length - 1; axis >= 0; axis--) {
              const { block = 1, before = 0 } = sides[axis] ?? {};
              source[axis] = (rest[axis] ?? 0) * block + (place % block) - before;
              place = Math.floor(place / block);
            }
            const isInside = source.every((i, axis) => i >= 0 && i < (sides[axis]?.size ?? 0));
            return isInside
              ? elementAt(countingCodes(shape), shape, [batch % pictures, ...source, rest.at(-1) ?? 0])
              : 99;
          });
          expect(results).toEqual([expected]);
        },
      ),
    );
  });

  it('refuses block sizes of 0, sizes that they do not divide, and negative paddings', () => {
    expect(spaceToBatch([1, 2, 2, 1], [0, 2], [0, 0, 0, 0]).reasons[0]?.id).toBe('batch-space.blocks');
    expect(spaceToBatch([1, 3, 2, 1], [2, 2], [0, 0, 0, 0]).reasons[0]?.id).toBe('batch-space.sizes');
    expect(spaceToBatch([1, 2, 2, 1], [2, 2], [0, 0, -2, 0]).reasons[0]?.id).toBe('operator.paddings');
    expect(spaceToBatch([2, 2], [], []).reasons[0]?.id).toBe('batch-space.blocks');
  });
});
