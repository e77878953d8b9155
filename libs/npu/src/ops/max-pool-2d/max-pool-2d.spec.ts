import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPool, windowCodes } from '../../testing/pools.js';
import { runOperator } from '../../testing/run-operator.js';

const options = { padding: 'VALID', strideW: 2, strideH: 2, filterWidth: 2, filterHeight: 2 } as const;

describe('MAX_POOL_2D', () => {
  it('takes the largest code of each window', () => {
    const run = runOperator('MAX_POOL_2D', {
      inputs: [{ type: 'UINT8', shape: [1, 2, 4, 1], values: [1, 2, 250, 4, 5, 6, 7, 8] }],
      outputs: [{ type: 'UINT8' }],
      options,
    });

    expect(run).toMatchObject({ unit: 'npu', shapes: [[1, 1, 2, 1]], results: [[6, 250]] });
  });

  it('bounds by its fused activation', () => {
    const run = runOperator('MAX_POOL_2D', {
      inputs: [{ shape: [1, 2, 2, 1], values: [-9, -8, -7, -6] }],
      options: { ...options, fusedActivation: 'RELU' },
    });

    expect(run.results).toEqual([[0]]);
  });

  it('equals the maximum of the codes inside each window', () => {
    fc.assert(
      fc.property(aPool, (pool) => {
        const { shapes, results } = runOperator('MAX_POOL_2D', {
          inputs: [{ shape: pool.shape, values: pool.values }],
          options: pool.options,
        });

        const windows = windowCodes(pool.shape, pool.values, shapes[0] ?? [], pool.options);
        expect(results).toEqual([windows.map((codes) => Math.max(...codes))]);
      }),
    );
  });

  it('warns when the scale changes, since raw codes are compared', () => {
    const run = runOperator('MAX_POOL_2D', {
      inputs: [{ shape: [1, 2, 2, 1], values: [1, 2, 3, 4] }],
      outputs: [{ scale: 2 }],
      options,
    });

    expect(run).toMatchObject({ results: [[4]], reasons: [{ id: 'move.quantization-differs' }] });
  });
});
