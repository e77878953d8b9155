import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexFault } from '../../kernels/index-fault.js';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator, type Operand, type OperatorRun } from '../../testing/run-operator.js';

const gather = (shape: readonly number[], indices: Operand, axis = 0, batchDims = 0): OperatorRun =>
  runOperator('GATHER', {
    inputs: [{ shape, values: countingCodes(shape) }, indices],
    options: { axis, batchDims },
  });

const constant = (shape: readonly number[], values: readonly number[]): Operand => ({
  type: 'INT32',
  shape,
  constant: values,
});

describe('GATHER', () => {
  it('picks slices of an axis', () => {
    expect(gather([2, 3], constant([2], [2, 0]), 1)).toMatchObject({
      unit: 'npu',
      shapes: [[2, 2]],
      results: [[2, 0, 5, 3]],
    });
  });

  it('picks per batch', () => {
    expect(gather([2, 3], constant([2, 1], [2, 0]), 1, 1).results).toEqual([[2, 3]]);
  });

  it('equals picking coordinates one by one', () => {
    const problem = fc
      .array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 })
      .chain((shape) =>
        fc
          .integer({ min: 0, max: shape.length - 1 })
          .chain((axis) =>
            fc
              .array(fc.integer({ min: 0, max: (shape[axis] ?? 1) - 1 }), { minLength: 1, maxLength: 4 })
              .map((indices) => ({ shape, axis, indices })),
          ),
      );
    fc.assert(
      fc.property(problem, ({ shape, axis, indices }) => {
        const { results } = gather(shape, { type: 'INT64', shape: [indices.length], values: indices }, axis);

        const expected = coordinatesOf(shape.with(axis, indices.length)).map((coordinate) =>
          elementAt(countingCodes(shape), shape, coordinate.with(axis, indices[coordinate[axis] ?? 0] ?? 0)),
        );
        expect(results).toEqual([expected]);
      }),
    );
  });

  it('refuses constant indices outside the axis', () => {
    expect(gather([2, 3], constant([1], [3]), 1).reasons[0]?.id).toBe('gather.indices');
    expect(gather([2, 3], constant([1], [-1]), 1).reasons[0]?.id).toBe('gather.indices');
  });

  it('fails the run for computed indices outside the axis, and says that the model is at fault', () => {
    const indices: Operand = { type: 'INT32', shape: [1], values: [2] };

    expect(() => gather([2], indices)).toThrow(IndexFault);
    expect(() => gather([2], indices)).toThrow('index 2 into an axis of size 2');
  });

  it('refuses an axis that does not exist, and batches that differ', () => {
    expect(gather([2, 3], constant([1], [0]), 2).reasons[0]?.id).toBe('operator.axis');
    expect(gather([2, 3], constant([3, 1], [0, 0, 0]), 1, 1).reasons[0]?.id).toBe('gather.batch');
    expect(gather([2, 3], constant([2, 1], [0, 0]), 0, 1).reasons[0]?.id).toBe('gather.batch');
  });

  it('folds the height out of a shape', () => {
    const run = runOperator('GATHER', {
      inputs: [
        { type: 'INT32', shape: [4], constant: [1, 360, 640, 3] },
        { type: 'INT32', shape: [], constant: [1] },
      ],
      outputs: [{ type: 'INT32' }],
    });

    expect(run).toMatchObject({ unit: 'folded', shapes: [[]], results: [[360]] });
  });
});
