import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const depthToSpace = (shape: readonly number[], blockSize: number): OperatorRun =>
  runOperator('DEPTH_TO_SPACE', {
    inputs: [{ shape, values: countingCodes(shape) }],
    options: { blockSize },
  });

describe('DEPTH_TO_SPACE', () => {
  it('makes a block of pixels of each pixel', () => {
    expect(depthToSpace([1, 1, 2, 4], 2)).toMatchObject({
      unit: 'npu',
      shapes: [[1, 2, 4, 1]],
      results: [[0, 1, 4, 5, 2, 3, 6, 7]],
    });
  });

  it('equals asking which channel each pixel was', () => {
    const size = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(size, size, size, size, size, (batch, height, width, channels, block) => {
        const shape = [batch, height, width, channels * block * block];

        const { shapes, results } = depthToSpace(shape, block);

        const expected = coordinatesOf(shapes[0] ?? []).map(([n = 0, y = 0, x = 0, c = 0]) =>
          elementAt(countingCodes(shape), shape, [
            n,
            Math.floor(y / block),
            Math.floor(x / block),
            ((y % block) * block + (x % block)) * channels + c,
          ]),
        );
        expect(results).toEqual([expected]);
      }),
      { numRuns: 50 },
    );
  });

  it('refuses channels that do not divide, block sizes below one, and other ranks', () => {
    expect(depthToSpace([1, 1, 1, 6], 2).reasons[0]?.id).toBe('depth-to-space.block-size');
    expect(depthToSpace([1, 1, 1, 4], 0).reasons[0]?.id).toBe('depth-to-space.block-size');
    expect(depthToSpace([1, 1, 1, 4], -2).reasons[0]?.id).toBe('depth-to-space.block-size');
    expect(depthToSpace([1, 1, 1, 4], 2147483647).reasons[0]?.id).toBe('depth-to-space.block-size');
    expect(depthToSpace([1, 1, 4], 2).reasons[0]?.id).toBe('depth-to-space.block-size');
  });
});
