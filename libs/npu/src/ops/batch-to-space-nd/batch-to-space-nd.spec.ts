import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const batchToSpace = (
  shape: readonly number[],
  blocks: readonly number[],
  crops: readonly number[],
): OperatorRun =>
  runOperator('BATCH_TO_SPACE_ND', {
    inputs: [
      { shape, values: countingCodes(shape) },
      { type: 'INT32', shape: [blocks.length], constant: blocks },
      { type: 'INT32', shape: [crops.length / 2, 2], constant: crops },
    ],
  });

describe('BATCH_TO_SPACE_ND', () => {
  it('weaves a batch into one picture', () => {
    expect(batchToSpace([4, 1, 2, 1], [2, 2], [0, 0, 0, 0])).toMatchObject({
      unit: 'npu',
      shapes: [[1, 2, 4, 1]],
      results: [[0, 2, 1, 3, 4, 6, 5, 7]],
    });
  });

  it('crops the woven picture', () => {
    expect(batchToSpace([2, 2, 1], [2], [1, 1])).toMatchObject({
      shapes: [[1, 2, 1]],
      results: [[2, 1]],
    });
  });

  it('equals asking which pixel of the batch each result is', () => {
    const side = fc.record({
      block: fc.integer({ min: 1, max: 3 }),
      size: fc.integer({ min: 2, max: 4 }),
      before: fc.integer({ min: 0, max: 1 }),
      after: fc.constant(0),
    });
    fc.assert(
      fc.property(
        fc.array(side, { minLength: 1, maxLength: 2 }),
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: 1, max: 2 }),
        (sides, pictures, channels) => {
          const batches = sides.reduce((product, { block }) => product * block, pictures);
          const shape = [batches, ...sides.map(({ size }) => size), channels];

          const { shapes, results } = batchToSpace(
            shape,
            sides.map(({ block }) => block),
            sides.flatMap(({ before, after }) => [before, after]),
          );

          const expected = coordinatesOf(shapes[0] ?? []).map(([picture = 0, ...rest]) => {
            const woven = sides.map(({ before }, axis) => (rest[axis] ?? 0) + before);
            const place = sides.reduce((at, { block }, axis) => at * block + ((woven[axis] ?? 0) % block), 0);
            const source = sides.map(({ block }, axis) => Math.floor((woven[axis] ?? 0) / block));
            return elementAt(countingCodes(shape), shape, [
              place * pictures + picture,
              ...source,
              rest.at(-1) ?? 0,
            ]);
          });
          expect(results).toEqual([expected]);
        },
      ),
    );
  });

  it('refuses batches that the blocks do not divide, and crops that leave nothing', () => {
    expect(batchToSpace([3, 1, 1, 1], [2, 1], [0, 0, 0, 0]).reasons[0]?.id).toBe('batch-space.sizes');
    expect(batchToSpace([4, 1, 1, 1], [2, 2], [1, 1, 0, 0]).reasons[0]?.id).toBe('batch-space.sizes');
    expect(batchToSpace([4, 1, 1, 1], [2, -2], [0, 0, 0, 0]).reasons[0]?.id).toBe('batch-space.blocks');
  });
});
