import { describe, expect, it } from 'vitest';
import { runOperator } from '../../testing/run-operator.js';

const shape = (type: 'INT32' | 'INT64') =>
  runOperator('SHAPE', {
    inputs: [{ shape: [1, 360, 640, 3] }],
    outputs: [{ type }],
    options: { outType: type },
  });

describe('SHAPE', () => {
  it('is known when the model is compiled', () => {
    expect(shape('INT32')).toMatchObject({ unit: 'folded', shapes: [[4]], results: [[1, 360, 640, 3]] });
    expect(shape('INT64')).toMatchObject({ unit: 'folded', results: [[1, 360, 640, 3]] });
  });

  it('refuses a result that is no integer', () => {
    const run = runOperator('SHAPE', { inputs: [{ shape: [1] }], outputs: [{ type: 'INT8' }] });

    expect(run.reasons[0]?.id).toBe('shape.type');
  });
});
