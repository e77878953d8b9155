import { describe, expect, it } from 'vitest';
import { runOperator, type Operand } from '../../testing/run-operator.js';

const ones: Operand = { shape: [2, 2], values: [1, 2, 3, 4] };
const tens: Operand = { shape: [2, 2], values: [10, 20, 30, 40] };
const condition = (shape: readonly number[], values: readonly number[]): Operand => ({
  type: 'BOOL',
  shape,
  values,
});

describe('SELECT', () => {
  it.each([
    ['element by element', condition([2, 2], [1, 0, 0, 1]), [1, 20, 30, 4]],
    ['row by row', condition([2], [0, 1]), [10, 20, 3, 4]],
    ['as a whole', condition([], [1]), [1, 2, 3, 4]],
  ])('selects %s', (_, chooser, result) => {
    expect(runOperator('SELECT', { inputs: [chooser, ones, tens] })).toMatchObject({
      unit: 'npu',
      results: [result],
    });
  });

  it('refuses shapes that only SELECT_V2 broadcasts', () => {
    const run = runOperator('SELECT', { inputs: [condition([1, 2], [1, 0]), ones, tens] });

    expect(run.reasons[0]?.id).toBe('select.shapes');
  });

  it('refuses a condition that is not BOOL and operands of two types', () => {
    const numeric = runOperator('SELECT', { inputs: [ones, ones, tens] });
    const mixed = runOperator('SELECT', {
      inputs: [condition([2, 2], [1, 0, 0, 1]), ones, { ...tens, type: 'UINT8' }],
    });

    expect(numeric.reasons[0]?.id).toBe('select.shapes');
    expect(mixed.reasons[0]?.id).toBe('operator.types-differ');
  });

  it('warns where the operands have different scales, since raw codes are moved', () => {
    const run = runOperator('SELECT', {
      inputs: [condition([2, 2], [0, 0, 0, 0]), ones, { ...tens, scale: 2 }],
    });

    expect(run).toMatchObject({
      reasons: [{ id: 'move.quantization-differs' }],
      results: [[10, 20, 30, 40]],
    });
  });
});
