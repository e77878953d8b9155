import type { SubgraphSpec, TensorSpec } from '../model-spec.js';

/** A 1x4x4x3 → 1x4x4x2 int8 convolution with per-axis weights, as a spec that a test can change. */
export function aSmallModel(changes: Partial<SubgraphSpec> = {}): SubgraphSpec {
  return {
    name: 'main',
    tensors: [
      aTensor({ name: 'picture', shape: [1, 4, 4, 3], quantization: { scale: [1], zeroPoint: [-128] } }),
      aTensor({
        name: 'filter',
        shape: [2, 1, 1, 3],
        data: Int8Array.of(1, -2, 3, -4, 5, -6),
        quantization: { scale: [0.5, 0.25], zeroPoint: [0, 0], quantizedDimension: 0 },
      }),
      aTensor({
        name: 'bias',
        type: 'INT32',
        shape: [2],
        data: Int32Array.of(1000, -1000),
        quantization: { scale: [0.5, 0.25], zeroPoint: [0, 0], quantizedDimension: 0 },
      }),
      aTensor({ name: 'features', shape: [1, 4, 4, 2], quantization: { scale: [2], zeroPoint: [3] } }),
    ],
    inputs: [0],
    outputs: [3],
    operators: [
      {
        builtin: 'CONV_2D',
        version: 3,
        inputs: [0, 1, 2],
        outputs: [3],
        options: { padding: 'VALID', strideW: 1, strideH: 1, fusedActivation: 'RELU6' },
      },
    ],
    ...changes,
  };
}

export function aTensor(changes: Partial<TensorSpec> = {}): TensorSpec {
  return { name: 'tensor', type: 'INT8', shape: [1], ...changes };
}
