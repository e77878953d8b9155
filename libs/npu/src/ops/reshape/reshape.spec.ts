import { describe, expect, it } from 'vitest';
import { runOperator, type Operand, type OperatorRun } from '../../testing/run-operator.js';

const reshape = (
  shape: readonly number[],
  wanted: readonly number[],
  input: Partial<Operand> = {},
): OperatorRun =>
  runOperator('RESHAPE', {
    inputs: [
      { shape, values: [1, 2, 3, 4, 5, 6], ...input },
      { type: 'INT32', shape: [wanted.length], constant: wanted },
    ],
    outputs: [input.type === undefined ? {} : { type: input.type }],
  });

const byAttribute = (shape: readonly number[], newShape: readonly number[]) =>
  runOperator('RESHAPE', { inputs: [{ shape }], options: { newShape } }).shapes;

describe('RESHAPE', () => {
  it('keeps the elements in order', () => {
    expect(reshape([2, 3], [3, 2])).toMatchObject({
      unit: 'npu',
      shapes: [[3, 2]],
      results: [[1, 2, 3, 4, 5, 6]],
    });
  });

  it('computes one open size', () => {
    expect(reshape([2, 3], [-1, 2]).shapes).toEqual([[3, 2]]);
  });

  it('reads the attribute where there is no operand, with [0] as an old way to write a scalar', () => {
    expect(byAttribute([2, 3], [6])).toEqual([[6]]);
    expect(byAttribute([1, 1], [0])).toEqual([[]]);
  });

  it.each([
    ['another number of elements', [4, 2]],
    ['two open sizes', [-1, -1]],
    ['an open size that does not divide', [-1, 4]],
    ['a size below -1', [-2, -3]],
    ['an open size beside zero', [-1, 0]],
    ['sizes whose product overflows', [2147483647, 2147483647, 2147483647]],
  ])('refuses %s', (_, wanted) => {
    expect(reshape([2, 3], wanted).reasons[0]?.id).toBe('reshape.elements');
  });

  it('keeps wider integers on the CPU', () => {
    expect(reshape([2], [1, 2], { type: 'INT64', values: [7, -8] })).toMatchObject({
      unit: 'cpu',
      results: [[7, -8]],
    });
  });
});
