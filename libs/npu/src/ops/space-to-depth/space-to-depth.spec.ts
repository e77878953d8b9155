import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const spaceToDepth = (shape: readonly number[], blockSize: number): OperatorRun =>
  runOperator('SPACE_TO_DEPTH', {
    inputs: [{ shape, values: countingCodes(shape) }],
    options: { blockSize },
  });

describe('SPACE_TO_DEPTH', () => {
  it('makes the channels of one pixel of a block', () => {
    expect(spaceToDepth([1, 2, 4, 1], 2)).toMatchObject({
      unit: 'npu',
      shapes: [[1, 1, 2, 4]],
      results: [[0, 1, 4, 5, 2, 3, 6, 7]],
    });
  });

  it('equals asking which pixel each channel was', () => {
    const size = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(size, size, size, size, size, (batch, height, width, channels, block) => {
        const shape = [batch, height * block, width * block, channels];

        const { shapes, results } = spaceToDepth(shape, block);

        const expected = coordinatesOf(shapes[0] ?? []).map(([n = 0, y = 0, x = 0, depth = 0]) => {
          const place = Math.floor(depth / channels);
          return elementAt(countingCodes(shape), shape, [
            n,
            y * block + Math.floor(place / block),
            x * block + (place % block),
            depth % channels,
          ]);
        });
        expect(results).toEqual([expected]);
      }),
      { numRuns: 50 },
    );
  });

  it('refuses pictures that the block does not divide, and block sizes below one', () => {
    expect(spaceToDepth([1, 3, 2, 1], 2).reasons[0]?.id).toBe('space-to-depth.block-size');
    expect(spaceToDepth([1, 2, 2, 1], 0).reasons[0]?.id).toBe('space-to-depth.block-size');
    expect(spaceToDepth([2, 2, 1], 2).reasons[0]?.id).toBe('space-to-depth.block-size');
  });
});
