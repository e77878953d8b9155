import { describe, expect, it } from 'vitest';
import { IndexFault } from '../../kernels/index-fault.js';
import { countingCodes } from '../../testing/coordinates.js';
import { runOperator, type Operand, type OperatorRun } from '../../testing/run-operator.js';

const gatherNd = (shape: readonly number[], indices: Operand): OperatorRun =>
  runOperator('GATHER_ND', { inputs: [{ shape, values: countingCodes(shape) }, indices] });

describe('GATHER_ND', () => {
  it('picks elements by whole coordinates', () => {
    expect(gatherNd([2, 3], { type: 'INT32', shape: [2, 2], constant: [0, 2, 1, 0] })).toMatchObject({
      unit: 'npu',
      shapes: [[2]],
      results: [[2, 3]],
    });
  });

  it('picks slices by shorter ones', () => {
    expect(gatherNd([2, 3], { type: 'INT64', shape: [1, 1], constant: [1] })).toMatchObject({
      shapes: [[1, 3]],
      results: [[3, 4, 5]],
    });
  });

  it('refuses constant indices outside their axis, each against its own', () => {
    expect(gatherNd([2, 3], { type: 'INT32', shape: [1, 2], constant: [1, 2] }).unit).toBe('npu');
    expect(gatherNd([2, 3], { type: 'INT32', shape: [1, 2], constant: [2, 1] }).reasons[0]?.id).toBe(
      'gather.indices',
    );
  });

  it('fails the run for computed indices outside their axis', () => {
    expect(() => gatherNd([2, 3], { type: 'INT32', shape: [1, 2], values: [-1, 0] })).toThrow(IndexFault);
  });

  it('refuses tuples longer than the rank, and empty ones', () => {
    expect(gatherNd([2], { type: 'INT32', shape: [1, 2], constant: [0, 0] }).reasons[0]?.id).toBe(
      'gather-nd.depth',
    );
    expect(gatherNd([2], { type: 'INT32', shape: [1, 0], constant: [] }).reasons[0]?.id).toBe(
      'gather-nd.depth',
    );
  });
});
