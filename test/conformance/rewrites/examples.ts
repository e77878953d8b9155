import type { Program } from '@npufarm/npu';
import type { ModelSpec, OperatorSpec, TensorSpec } from '@npufarm/tflite';
import fc from 'fast-check';

export interface RewriteExample {
  readonly rewrite: string;
  /** Models that the rewrite changes. */
  readonly models: fc.Arbitrary<ModelSpec>;
  /** What is true of the compiled model only when the rewrite was applied. */
  readonly expected: (compiled: {
    readonly program: Program;
    readonly builtins: readonly string[];
  }) => boolean;
}

interface Quantization {
  readonly scale: number;
  readonly zeroPoint: number;
}

const quantizations = fc.record({
  scale: fc.double({ min: 0.01, max: 2, noNaN: true }).map(Math.fround),
  zeroPoint: fc.integer({ min: -128, max: 127 }),
});
/** Of values among which some are negative, so that RELU changes them. */
const signed = quantizations.filter(({ zeroPoint }) => zeroPoint > -128);
const size = fc.integer({ min: 1, max: 4 });

const tensor = (
  name: string,
  shape: readonly number[],
  { scale, zeroPoint }: Quantization,
  type: 'INT8' | 'UINT8' = 'INT8',
): TensorSpec => ({
  name,
  type,
  shape,
  quantization: { scale: [scale], zeroPoint: [type === 'UINT8' ? zeroPoint + 128 : zeroPoint] },
});

const integers = (name: string, values: readonly number[]): TensorSpec => ({
  name,
  type: 'INT32',
  shape: [values.length],
  data: Int32Array.from(values),
});

const permuted = (shape: readonly number[], order: readonly number[]): readonly number[] =>
  order.map((axis) => shape[axis] ?? 0);

/** A model whose first tensor is its input and whose last operator's result is its output. */
function model(tensors: readonly TensorSpec[], operators: readonly OperatorSpec[]): ModelSpec {
  const outputs = operators.at(-1)?.outputs ?? [];
  return { tensors: [...tensors], operators: [...operators], inputs: [0], outputs: [...outputs] };
}

const kernels = ({ program }: { readonly program: Program }): readonly string[] =>
  program.operations.map(({ kernel }) => kernel);

const clipped: fc.Arbitrary<ModelSpec> = fc
  .tuple(size, size, quantizations, quantizations)
  .map(([h, w, a, b]) =>
    model(
      [
        tensor('in', [1, h, w, 2], a),
        tensor('weights', [3, 1, 1, 2], { scale: 0.02, zeroPoint: 0 }),
        tensor('bias', [3], { scale: 1, zeroPoint: 0 }),
        tensor('conv', [1, h, w, 3], b),
        tensor('out', [1, h, w, 3], b, 'UINT8'),
      ].map((spec) => {
        if (spec.name === 'weights') return { ...spec, data: Int8Array.of(90, -100, 7, 33, -50, 127) };
        return spec.name === 'bias'
          ? { ...spec, type: 'INT32' as const, data: Int32Array.of(5, -400, 90) }
          : spec;
      }),
      [
        { builtin: 'CONV_2D', inputs: [0, 1, 2], outputs: [3], options: { strideH: 1, strideW: 1 } },
        { builtin: 'QUANTIZE', inputs: [3], outputs: [4] },
      ],
    ),
  );

export const rewriteExamples: readonly RewriteExample[] = [
  {
    rewrite: 'channels-first-shuffle',
    models: fc
      .tuple(size, size, fc.constantFrom(2, 3), fc.boolean(), quantizations)
      .map(([h, w, r, hasBatch, a]) => {
        const split = [...(hasBatch ? [1] : []), 3, r, r, h, w];
        const order = hasBatch ? [0, 1, 4, 2, 5, 3] : [0, 3, 1, 4, 2];
        return model(
          [
            tensor('in', [1, h, w, 3 * r * r], a),
            integers('channels first', [0, 3, 1, 2]),
            tensor('turned', [1, 3 * r * r, h, w], a),
            integers('split shape', split),
            tensor('split', split, a),
            integers('order', order),
            tensor('shuffled', permuted(split, order), a),
            integers('result shape', [1, 3, h * r, w * r]),
            tensor('out', [1, 3, h * r, w * r], a),
          ],
          [
            { builtin: 'TRANSPOSE', inputs: [0, 1], outputs: [2] },
            { builtin: 'RESHAPE', inputs: [2, 3], outputs: [4] },
            { builtin: 'TRANSPOSE', inputs: [4, 5], outputs: [6] },
            { builtin: 'RESHAPE', inputs: [6, 7], outputs: [8] },
          ],
        );
      }),
    expected: ({ builtins }) => builtins.join() === 'DEPTH_TO_SPACE,TRANSPOSE',
  },
  {
    rewrite: 'compose-lookups',
    models: fc.tuple(size, quantizations, quantizations, quantizations).map(([n, a, b, c]) =>
      model(
        [tensor('in', [1, n], a), tensor('between', [1, n], b), tensor('out', [1, n], c)],
        [
          { builtin: 'RELU6', inputs: [0], outputs: [1] },
          { builtin: 'QUANTIZE', inputs: [1], outputs: [2] },
        ],
      ),
    ),
    expected: (compiled) => kernels(compiled).length === 1,
  },
  {
    rewrite: 'drop-copies',
    models: fc.tuple(size, size, quantizations).map(([h, w, a]) =>
      model(
        [
          tensor('in', [1, h, w, 4], a),
          tensor('moved', [1, h * 2, w * 2, 1], a),
          integers('shape', [1, h * 2, w * 2, 1]),
          tensor('out', [1, h * 2, w * 2, 1], a),
        ],
        [
          { builtin: 'DEPTH_TO_SPACE', inputs: [0], outputs: [1], options: { blockSize: 2 } },
          { builtin: 'RESHAPE', inputs: [1, 2], outputs: [3] },
        ],
      ),
    ),
    expected: (compiled) => !kernels(compiled).includes('copy'),
  },
  {
    rewrite: 'drop-identity-lookups',
    models: fc.tuple(size, size, quantizations).map(([h, w, a]) =>
      model(
        [
          tensor('in', [1, h, w, 4], a),
          tensor('moved', [1, h * 2, w * 2, 1], a),
          tensor('out', [1, h * 2, w * 2, 1], a),
        ],
        [
          { builtin: 'DEPTH_TO_SPACE', inputs: [0], outputs: [1], options: { blockSize: 2 } },
          { builtin: 'QUANTIZE', inputs: [1], outputs: [2] },
        ],
      ),
    ),
    expected: (compiled) => !kernels(compiled).includes('lookup'),
  },
  { rewrite: 'fold-clips', models: clipped, expected: (compiled) => !kernels(compiled).includes('lookup') },
  {
    rewrite: 'hoist-activations',
    models: fc.tuple(size, size, quantizations, quantizations, quantizations).map(([h, w, a, b, c]) =>
      model(
        [
          tensor('in', [1, h, w, 3], a),
          integers('channels first', [0, 3, 1, 2]),
          tensor('turned', [1, 3, h, w], a),
          tensor('bounded', [1, 3, h, w], b),
          tensor('coded', [1, 3, h, w], c, 'UINT8'),
          integers('channels last', [0, 2, 3, 1]),
          tensor('out', [1, h, w, 3], c, 'UINT8'),
        ],
        [
          { builtin: 'TRANSPOSE', inputs: [0, 1], outputs: [2] },
          { builtin: 'RELU_0_TO_1', inputs: [2], outputs: [3] },
          { builtin: 'QUANTIZE', inputs: [3], outputs: [4] },
          { builtin: 'TRANSPOSE', inputs: [4, 5], outputs: [6] },
        ],
      ),
    ),
    expected: ({ builtins }) => builtins.join() === 'RELU_0_TO_1,QUANTIZE,RESHAPE',
  },
  {
    rewrite: 'join-concatenations',
    models: fc
      .tuple(size, size, fc.integer({ min: 1, max: 3 }), fc.constantFrom(3, -1), quantizations)
      .map(([h, w, copies, axis, a]) =>
        model(
          [
            tensor('in', [1, h, w, 3], a),
            tensor('some', [1, h, w, 9], a),
            tensor('out', [1, h, w, 9 * copies + 3], a),
          ],
          [
            { builtin: 'CONCATENATION', inputs: [0, 0, 0], outputs: [1], options: { axis } },
            {
              builtin: 'CONCATENATION',
              inputs: [...Array.from({ length: copies }, () => 1), 0],
              outputs: [2],
              options: { axis: 3 },
            },
          ],
        ),
      ),
    expected: ({ builtins }) => builtins.length === 1,
  },
  {
    rewrite: 'hoist-lookups',
    models: fc.tuple(size, size, signed, quantizations).map(([h, w, a, b]) =>
      model(
        [
          tensor('in', [1, h, w, 4], a),
          tensor('moved', [1, h * 2, w * 2, 1], a),
          tensor('out', [1, h * 2, w * 2, 1], b),
        ],
        [
          { builtin: 'DEPTH_TO_SPACE', inputs: [0], outputs: [1], options: { blockSize: 2 } },
          { builtin: 'RELU', inputs: [1], outputs: [2] },
        ],
      ),
    ),
    expected: (compiled) => kernels(compiled)[0] === 'lookup',
  },
  {
    rewrite: 'merge-transposes',
    models: fc
      .tuple(size, size, quantizations, fc.constantFrom([0, 3, 1, 2], [0, 2, 3, 1], [0, 2, 1, 3]))
      .map(([h, w, a, second]) => {
        const first = [1, h, w, 3];
        const middle = [0, 2, 3, 1].map((axis) => first[axis] ?? 0);
        const last = second.map((axis) => middle[axis] ?? 0);
        return model(
          [
            tensor('in', first, a),
            integers('first', [0, 2, 3, 1]),
            tensor('middle', middle, a),
            integers('second', second),
            tensor('out', last, a),
          ],
          [
            { builtin: 'TRANSPOSE', inputs: [0, 1], outputs: [2] },
            { builtin: 'TRANSPOSE', inputs: [2, 3], outputs: [4] },
          ],
        );
      }),
    expected: ({ builtins }) => builtins.length === 1,
  },
  {
    rewrite: 'pad-into-convolution',
    models: fc
      .tuple(size, size, fc.constantFrom(1, 3, 5), quantizations, quantizations)
      .map(([h, w, k, a, b]) => {
        const pad = (k - 1) / 2;
        const weights = Int8Array.from({ length: 2 * k * k }, (_, i) => ((i * 37) % 255) - 127);
        return model(
          [
            tensor('in', [1, h, w, 1], a),
            { ...integers('paddings', [0, 0, pad, pad, pad, pad, 0, 0]), shape: [4, 2] },
            tensor('padded', [1, h + 2 * pad, w + 2 * pad, 1], a),
            { ...tensor('weights', [2, k, k, 1], { scale: 0.01, zeroPoint: 0 }), data: weights },
            { ...integers('bias', [70, -9]), quantization: { scale: [1, 1], zeroPoint: [0, 0] } },
            tensor('out', [1, h, w, 2], b),
          ],
          [
            { builtin: 'PAD', inputs: [0, 1], outputs: [2] },
            {
              builtin: 'CONV_2D',
              inputs: [2, 3, 4],
              outputs: [5],
              options: { padding: 'VALID', strideH: 1, strideW: 1 },
            },
          ],
        );
      }),
    expected: ({ builtins }) => builtins.length === 1,
  },
  {
    rewrite: 'pixel-shuffle',
    models: fc
      .tuple(size, size, fc.constantFrom(2, 3), fc.boolean(), fc.boolean(), quantizations)
      .map(([h, w, r, isTorch, hasBatch, a]) => {
        const batch = hasBatch ? [1] : [];
        const split = [...batch, h, w, ...(isTorch ? [3, r, r] : [r, r, 3])];
        const axes = (isTorch ? [0, 3, 1, 4, 2] : [0, 2, 1, 3, 4]).map((axis) => axis + batch.length);
        const order = hasBatch ? [0, ...axes] : axes;
        return model(
          [
            tensor('in', [1, h, w, 3 * r * r], a),
            integers('split shape', split),
            tensor('split', split, a),
            integers('order', order),
            tensor(
              'turned',
              order.map((axis) => split[axis] ?? 0),
              a,
            ),
            integers('result shape', [1, h * r, w * r, 3]),
            tensor('out', [1, h * r, w * r, 3], a),
          ],
          [
            { builtin: 'RESHAPE', inputs: [0, 1], outputs: [2] },
            { builtin: 'TRANSPOSE', inputs: [2, 3], outputs: [4] },
            { builtin: 'RESHAPE', inputs: [4, 5], outputs: [6] },
          ],
        );
      }),
    expected: ({ builtins }) => builtins.length === 1 && builtins[0] === 'DEPTH_TO_SPACE',
  },
  {
    rewrite: 'select-to-prelu',
    models: fc
      .tuple(
        size,
        size,
        quantizations,
        fc.array(fc.integer({ min: -128, max: 127 }), { minLength: 2, maxLength: 2 }),
      )
      .map(([h, w, a, slopes]) =>
        model(
          [
            tensor('in', [1, h, w, 2], a),
            { ...tensor('zero', [1], a), data: Int8Array.of(a.zeroPoint) },
            { name: 'isPositive', type: 'BOOL', shape: [1, h, w, 2] },
            { ...tensor('slope', [1, 1, 2], { scale: 0.01, zeroPoint: 3 }), data: Int8Array.from(slopes) },
            tensor('product', [1, h, w, 2], a),
            tensor('out', [1, h, w, 2], a),
          ],
          [
            { builtin: 'GREATER', inputs: [0, 1], outputs: [2] },
            { builtin: 'MUL', inputs: [0, 3], outputs: [4] },
            { builtin: 'SELECT', inputs: [2, 0, 4], outputs: [5] },
          ],
        ),
      ),
    expected: ({ builtins }) => builtins.length === 1 && builtins[0] === 'PRELU',
  },
];
