import { readModel, writeModel, type ModelSpec, type TensorSpec } from '@npufarm/tflite';
import { describe, expect, it } from 'vitest';
import { checkModel } from '../delegate/check-model.js';
import { mapModel } from '../delegate/map-model.js';
import { resolvePolicy } from '../policy/resolve-policy.js';
import { compileModel } from './compile-model.js';
import { decodeProgram } from '../binary/decode.js';
import { createRuntime } from '../runtime/create-runtime.js';

const permissive = resolvePolicy('permissive');

const picture = (name: string, shape: readonly number[], shapeSignature?: readonly number[]): TensorSpec => ({
  name,
  type: 'INT8',
  shape,
  shapeSignature,
  quantization: { scale: [0.5], zeroPoint: [0] },
});

const integers = (name: string, shape: readonly number[], data?: readonly number[]): TensorSpec => ({
  name,
  type: 'INT32',
  shape,
  data: data && Int32Array.from(data),
});

/** Reshapes [1,H,W,2] to [1, H × W, 2] by sizes taken from the input's own shape, as converters write it. */
const dynamicReshape: ModelSpec = {
  tensors: [
    picture('input', [1, 1, 1, 2], [1, -1, -1, 2]),
    integers('shape', [4]),
    integers('one', [1], [1]),
    integers('two', [1], [2]),
    integers('three', [1], [3]),
    integers('height', []),
    integers('width', []),
    integers('batch', [], [1]),
    integers('any', [], [-1]),
    integers('channels', [], [2]),
    integers('target', [3]),
    picture('output', [1, 1, 2], [1, -1, 2]),
    integers('axis', [], [0]),
  ],
  inputs: [0],
  outputs: [11],
  operators: [
    { builtin: 'SHAPE', inputs: [0], outputs: [1], options: { outType: 'INT32' } },
    {
      builtin: 'STRIDED_SLICE',
      inputs: [1, 2, 3, 2],
      outputs: [5],
      options: { shrinkAxisMask: 1 },
    },
    { builtin: 'GATHER', inputs: [1, 9], outputs: [6], options: { axis: 0 } },
    { builtin: 'PACK', inputs: [7, 8, 9], outputs: [10], options: { valuesCount: 3, axis: 0 } },
    { builtin: 'RESHAPE', inputs: [0, 10], outputs: [11] },
  ],
};

describe('shape arithmetic', () => {
  it('is computed when the model is compiled, for the shape that is asked for', () => {
    const mapping = mapModel(readModel(writeModel(dynamicReshape)), permissive, {
      inputShapes: [[1, 4, 6, 2]],
    });

    expect(mapping.issues).toEqual([]);
    expect(mapping.folded).toEqual([0, 1, 2, 3]);
    expect(mapping.graph.tensors[11]?.shape).toEqual([1, 24, 2]);
    expect(mapping.graph.nodes.map(({ builtin }) => builtin)).toEqual(['RESHAPE']);
    const height = mapping.graph.tensors[5]?.data ?? new Uint8Array(0);
    expect(new DataView(height.buffer, height.byteOffset).getInt32(0, true)).toBe(4);
  });

  it('leaves nothing of itself in the binary, which still computes the same', async () => {
    const compiled = compileModel(writeModel(dynamicReshape), {
      policy: permissive,
      inputShapes: [[1, 1, 2, 2]],
    });

    if (!compiled.ok) throw new Error(JSON.stringify(compiled.mapping.issues));
    const runtime = await createRuntime(decodeProgram(compiled.binary));
    const [result] = await runtime.run([Uint8Array.of(1, 2, 3, 4)]);
    await runtime.close();
    expect(decodeProgram(compiled.binary).operations).toHaveLength(1);
    expect([...(result ?? [])]).toEqual([1, 2, 3, 4]);
  });

  it('stays in the report, on the NPU without an engine, with the reason', () => {
    const report = checkModel(writeModel(dynamicReshape), permissive);

    expect(report.operators).toHaveLength(5);
    expect(report.operators[1]).toMatchObject({
      index: 1,
      builtin: 'STRIDED_SLICE',
      unit: 'npu',
      engine: null,
      reasons: [{ id: 'operator.folded' }],
    });
    expect(report.model.operators).toBe(5);
  });

  it('is refused where an index does not exist, and names the operator', () => {
    const broken: ModelSpec = {
      ...dynamicReshape,
      tensors: dynamicReshape.tensors.with(9, integers('channels', [], [7])),
    };

    const report = checkModel(writeModel(broken), permissive);

    expect(report.accepted).toBe(false);
    expect(report.issues[0]).toMatchObject({ id: 'gather.indices', operator: 2, tensor: 9 });
  });

  it('does not fold constants that are too large to be shape arithmetic', () => {
    const large = readModel(
      writeModel({
        tensors: [
          { ...picture('constant', [1, 5000]), data: new Int8Array(5000) },
          integers('order', [2], [1, 0]),
          picture('output', [5000, 1]),
        ],
        inputs: [],
        outputs: [2],
        operators: [{ builtin: 'TRANSPOSE', inputs: [0, 1], outputs: [2] }],
      }),
    );

    expect(mapModel(large, permissive)).toMatchObject({ issues: [], folded: [] });
  });
});
