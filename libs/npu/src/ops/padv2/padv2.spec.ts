import { describe, expect, it } from 'vitest';
import { runOperator, type Operand, type OperatorRun } from '../../testing/run-operator.js';

const padv2 = (value: Operand | undefined): OperatorRun =>
  runOperator('PADV2', {
    inputs: [
      { shape: [1, 2], values: [1, 2] },
      { type: 'INT32', shape: [2, 2], constant: [0, 1, 1, 0] },
      value,
    ],
  });

describe('PADV2', () => {
  it('surrounds with its constant', () => {
    expect(padv2({ shape: [], constant: [-9] })).toMatchObject({
      shapes: [[2, 3]],
      results: [[-9, 1, 2, -9, -9, -9]],
    });
  });

  it('falls back to the zero point without one, as PAD does', () => {
    expect(padv2(undefined).results).toEqual([[0, 1, 2, 0, 0, 0]]);
  });

  it('refuses a value of another scale, several values, and one computed at run time', () => {
    expect(padv2({ shape: [], constant: [-9], scale: 0.25 }).reasons[0]?.id).toBe('pad.value-quantization');
    expect(padv2({ shape: [2], constant: [-9, 1] }).reasons[0]?.id).toBe('pad.value');
    expect(padv2({ shape: [], values: [1] }).reasons[0]?.id).toBe('operator.constant-operand');
  });
});
