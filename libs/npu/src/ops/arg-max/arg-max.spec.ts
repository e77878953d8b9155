import { describe, expect, it } from 'vitest';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

const argMax = (axis: number, type: 'INT32' | 'INT64' = 'INT32', outputType: string = type): OperatorRun =>
  runOperator('ARG_MAX', {
    inputs: [
      { shape: [2, 3], values: [5, 9, 9, -1, -3, -2] },
      { type: 'INT32', shape: [], constant: [axis] },
    ],
    outputs: [{ type }],
    options: { outputType },
  });

describe('ARG_MAX', () => {
  it('gives the position of the first largest code along an axis', () => {
    expect(argMax(-1)).toMatchObject({ shapes: [[2]], results: [[1, 0]] });
    expect(argMax(0)).toMatchObject({ shapes: [[3]], results: [[0, 0, 0]] });
  });

  it('gives INT64 where the model asks for it', () => {
    expect(argMax(1, 'INT64').results).toEqual([[1, 0]]);
  });

  it('runs on the CPU, since its result is a wide integer', () => {
    expect(argMax(1)).toMatchObject({ unit: 'cpu', reasons: [{ id: 'operator.integer-type' }] });
  });

  it('refuses axes that do not exist and results of another type than it says', () => {
    expect(argMax(2).reasons[0]?.id).toBe('operator.axis');
    expect(argMax(1, 'INT32', 'INT64').reasons[0]?.id).toBe('arg-max.types');
  });
});
