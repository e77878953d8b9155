import type { ModelSpec, OperatorSpec, TensorSpec } from '@npufarm/tflite';

const pixels = { scale: [1], zeroPoint: [0] };

function codes(name: string, shape: readonly number[], more: Partial<TensorSpec> = {}): TensorSpec {
  return { name, type: 'INT8', shape: [...shape], quantization: pixels, ...more };
}

function integers(name: string, values: readonly number[]): TensorSpec {
  return { name, type: 'INT32', shape: [values.length], data: Int32Array.from(values) };
}

function model(
  tensors: TensorSpec[],
  operators: OperatorSpec[],
  outputs = operators.at(-1)?.outputs ?? [],
): ModelSpec {
  return { tensors, operators, inputs: [0], outputs };
}

function convolution(options: Readonly<Record<string, number>>, more: Partial<TensorSpec> = {}): ModelSpec {
  return model(
    [
      codes('in', [1, 4, 4, 1]),
      codes('weights', [1, 1, 1, 1], { data: Int8Array.of(1), ...more }),
      { name: 'bias', type: 'INT32', shape: [1], data: Int32Array.of(0), quantization: pixels },
      codes('out', [1, 4, 4, 1]),
    ],
    [
      {
        builtin: 'CONV_2D',
        inputs: [0, 1, 2],
        outputs: [3],
        options: { strideW: 1, strideH: 1, ...options },
      },
    ],
  );
}

export interface HostileModel {
  readonly what: string;
  readonly spec: ModelSpec;
  /** Id of the first issue. */
  readonly cause: string;
}

/** Files that are well-formed FlatBuffers and must not be run. */
export const hostileModels: readonly HostileModel[] = [
  {
    what: 'a cycle',
    spec: model(
      [codes('in', [4]), codes('a', [4]), codes('b', [4])],
      [
        { builtin: 'ADD', inputs: [0, 2], outputs: [1] },
        { builtin: 'ADD', inputs: [0, 1], outputs: [2] },
      ],
    ),
    cause: 'graph.order',
  },
  {
    what: 'a tensor that two operators compute',
    spec: model(
      [codes('in', [4]), codes('a', [4])],
      [
        { builtin: 'RELU', inputs: [0], outputs: [1] },
        { builtin: 'RELU6', inputs: [0], outputs: [1] },
      ],
    ),
    cause: 'graph.order',
  },
  {
    what: 'an operator that overwrites the input',
    spec: model([codes('in', [4])], [{ builtin: 'RELU', inputs: [0], outputs: [0] }]),
    cause: 'graph.order',
  },
  {
    what: 'an output that nothing computes',
    spec: model(
      [codes('in', [4]), codes('a', [4]), codes('b', [4])],
      [{ builtin: 'RELU', inputs: [0], outputs: [1] }],
      [2],
    ),
    cause: 'graph.output-not-computed',
  },
  { what: 'stride 0', spec: convolution({ strideW: 0 }), cause: 'convolution.step-below-one' },
  {
    what: 'a negative dilation',
    spec: convolution({ dilationHFactor: -1 }),
    cause: 'convolution.step-below-one',
  },
  {
    what: 'a scale that is not a number',
    spec: convolution({}, { quantization: { scale: [NaN], zeroPoint: [0] } }),
    cause: 'tensor.quantization',
  },
  {
    what: 'a scale of zero',
    spec: convolution({}, { quantization: { scale: [0], zeroPoint: [0] } }),
    cause: 'tensor.quantization',
  },
  {
    what: 'weights without quantisation',
    spec: convolution({}, { quantization: undefined }),
    cause: 'tensor.quantization',
  },
  {
    what: 'a tensor of two thousand million elements',
    spec: model(
      [codes('in', [1, 46_000, 46_000, 1]), codes('out', [1, 46_000, 46_000, 1])],
      [{ builtin: 'RELU', inputs: [0], outputs: [1] }],
    ),
    cause: 'tensor.size',
  },
  {
    what: 'tiles that multiply without end',
    spec: model(
      [codes('in', [1, 64]), integers('multiples', [2 ** 30, 2 ** 30]), codes('out', [1, 64])],
      [{ builtin: 'TILE', inputs: [0, 1], outputs: [2] }],
    ),
    cause: 'tensor.size',
  },
  {
    what: 'concatenations that double forty times',
    spec: model(
      Array.from({ length: 41 }, (_, i) => codes(`t${i}`, [1, 2])),
      Array.from({ length: 40 }, (_, i) => ({
        builtin: 'CONCATENATION',
        inputs: [i, i],
        outputs: [i + 1],
        options: { axis: 1 },
      })),
    ),
    cause: 'tensor.size',
  },
  {
    what: 'a second subgraph that is called',
    spec: {
      subgraphs: [
        {
          tensors: [codes('in', [4]), codes('out', [4])],
          operators: [{ builtin: 'CALL_ONCE', inputs: [0], outputs: [1] }],
          inputs: [0],
          outputs: [1],
        },
        { tensors: [codes('in', [4])], operators: [], inputs: [0], outputs: [0] },
      ],
    },
    cause: 'model.control-flow',
  },
  {
    what: 'a loop',
    spec: model([codes('in', [4]), codes('out', [4])], [{ builtin: 'WHILE', inputs: [0], outputs: [1] }]),
    cause: 'model.control-flow',
  },
  {
    what: 'an operator of TensorFlow itself',
    spec: model(
      [codes('in', [4]), codes('out', [4])],
      [{ builtin: 'CUSTOM', customCode: 'FlexErf', inputs: [0], outputs: [1] }],
    ),
    cause: 'operator.flex',
  },
  {
    what: 'a builtin of a schema to come',
    spec: model(
      [codes('in', [4]), codes('out', [4])],
      [{ builtin: 'BUILTIN_300', inputs: [0], outputs: [1] }],
    ),
    cause: 'operator.unsupported',
  },
  {
    what: '16-bit activations',
    spec: model(
      [codes('in', [4], { type: 'INT16' }), codes('out', [4], { type: 'INT16' })],
      [{ builtin: 'RELU', inputs: [0], outputs: [1] }],
    ),
    cause: 'tensor.type',
  },
];

/** A chain of `length` rectifiers. */
export function longChain(length: number): ModelSpec {
  return model(
    Array.from({ length: length + 1 }, (_, i) => codes(`t${i}`, [1, 8])),
    Array.from({ length }, (_, i) => ({
      builtin: i % 2 === 0 ? 'RELU' : 'RESHAPE',
      inputs: [i],
      outputs: [i + 1],
      ...(i % 2 === 0 ? {} : { options: { newShape: [1, 8] } }),
    })),
  );
}
