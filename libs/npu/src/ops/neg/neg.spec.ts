import { describe, expect, it } from 'vitest';
import { runOperator } from '../../testing/run-operator.js';

describe('NEG', () => {
  it('negates raw codes, -128 staying as it is', () => {
    const run = runOperator('NEG', { inputs: [{ shape: [4], values: [5, -7, 0, -128] }] });

    expect(run).toMatchObject({ unit: 'npu', reasons: [], results: [[-5, 7, 0, -128]] });
  });

  it('warns where that does not negate the value', () => {
    const run = runOperator('NEG', { inputs: [{ shape: [1], zeroPoint: 3, values: [3] }] });

    expect(run).toMatchObject({ unit: 'npu', reasons: [{ id: 'neg.quantization' }], results: [[-3]] });
  });
});
