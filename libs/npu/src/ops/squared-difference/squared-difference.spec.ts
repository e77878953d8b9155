import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runOperator } from '../../testing/run-operator.js';

const code = fc.integer({ min: -128, max: 127 });

describe('SQUARED_DIFFERENCE', () => {
  it('squares the difference of values', () => {
    const run = runOperator('SQUARED_DIFFERENCE', {
      inputs: [
        { shape: [3], scale: 0.5, zeroPoint: 1, values: [5, 1, -9] },
        { shape: [1], scale: 0.5, values: [2] },
      ],
      outputs: [{ scale: 1, zeroPoint: -10 }],
    });

    // (2 - 1)², (0 - 1)², (-5 - 1)²
    expect(run).toMatchObject({ unit: 'npu', results: [[-9, -9, 26]] });
  });

  it('does not mind which operand comes first', () => {
    fc.assert(
      fc.property(code, code, (a, b) => {
        const left = { shape: [1], scale: 0.2, zeroPoint: 4, values: [a] };
        const right = { shape: [1], scale: 0.3, zeroPoint: -4, values: [b] };
        const outputs = [{ scale: 2, zeroPoint: -128 }];

        expect(runOperator('SQUARED_DIFFERENCE', { inputs: [left, right], outputs }).results).toEqual(
          runOperator('SQUARED_DIFFERENCE', { inputs: [right, left], outputs }).results,
        );
      }),
    );
  });

  it('refuses UINT8, which TensorFlow Lite does not compute', () => {
    const operand = { type: 'UINT8', shape: [1] } as const;

    const { reasons } = runOperator('SQUARED_DIFFERENCE', {
      inputs: [operand, operand],
      outputs: [{ type: 'UINT8' }],
    });

    expect(reasons[0]?.id).toBe('squared-difference.type');
  });
});
