import { aConstant, anActivation, anOperator, elementsAs } from '@npufarm/testing';
import type { TensorType } from '@npufarm/tflite';
import { defineOperatorCase, type OperatorCase } from '../operator-case.js';

const both = ['INT8', 'UINT8'] as const;

const reductions: readonly {
  readonly shape: readonly number[];
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}[] = [
  { shape: [2, 5, 7, 3], axes: [1, 2], keepDims: false },
  { shape: [2, 5, 7, 3], axes: [2, 1], keepDims: true },
  { shape: [2, 5, 7, 3], axes: [-1], keepDims: true },
  { shape: [3, 4, 5], axes: [0, -1, 0], keepDims: false },
  { shape: [1, 16, 16, 2], axes: [0, 1, 2], keepDims: false },
];

const sums = (['MEAN', 'SUM'] as const).flatMap((builtin) =>
  both.flatMap((type) =>
    reductions.map(({ shape, axes, keepDims }) =>
      defineOperatorCase({
        name: `${builtin} ${type} of ${shape.join('x')} over ${axes.join(', ')}${keepDims ? ', kept' : ''}`,
        model: anOperator({
          builtin,
          version: 2,
          options: { keepDims },
          inputs: [
            anActivation(shape, { type, scale: 0.037, zeroPoint: type === 'INT8' ? -19 : 103 }),
            aConstant([axes.length], axes, { type: 'INT32' }),
          ],
          outputs: [
            anActivation([], {
              type,
              scale: builtin === 'MEAN' ? 0.021 : 0.61,
              zeroPoint: type === 'INT8' ? 8 : 131,
            }),
          ],
        }),
      }),
    ),
  ),
);

const maxima = ([...both, 'INT32'] as const).flatMap((type) =>
  reductions.map(({ shape, axes, keepDims }) =>
    defineOperatorCase({
      name: `REDUCE_MAX ${type} of ${shape.join('x')} over ${axes.join(', ')}${keepDims ? ', kept' : ''}`,
      model: anOperator({
        builtin: 'REDUCE_MAX',
        version: 2,
        options: { keepDims },
        inputs: [anActivation(shape, { type }), aConstant([axes.length], axes, { type: 'INT32' })],
        outputs: [anActivation([], { type })],
      }),
    }),
  ),
);

const positions = (['INT8', 'UINT8', 'INT32'] as const).flatMap((type) =>
  (['INT32', 'INT64'] as const).flatMap((outputType) =>
    [0, 1, -1].map((axis) =>
      defineOperatorCase({
        name: `ARG_MAX ${type} along axis ${axis} as ${outputType}`,
        model: anOperator({
          builtin: 'ARG_MAX',
          version: 2,
          options: { outputType },
          inputs: [anActivation([4, 5, 6], { type }), aConstant([], [axis], { type: 'INT32' })],
          outputs: [anActivation([], { type: outputType })],
        }),
      }),
    ),
  ),
);

interface Gather {
  readonly table: readonly number[];
  readonly indices: readonly number[];
  readonly values: readonly number[];
  readonly options?: { readonly axis: number; readonly batchDims: number };
}

const gathers: readonly Gather[] = [
  { table: [3, 4, 2], indices: [2, 2], values: [3, 0, 1, 1], options: { axis: 1, batchDims: 0 } },
  { table: [2, 3, 4], indices: [2, 2], values: [2, 0, 1, 2], options: { axis: 1, batchDims: 1 } },
  { table: [5], indices: [], values: [4], options: { axis: 0, batchDims: 0 } },
];

const tuples: readonly Gather[] = [
  { table: [3, 4, 2], indices: [3, 2], values: [0, 3, 2, 2, 1, 0] },
  { table: [3, 4, 2], indices: [2, 1], values: [2, 0] },
];

const picks = (['GATHER', 'GATHER_ND'] as const).flatMap((builtin) =>
  (builtin === 'GATHER' ? gathers : tuples).flatMap(({ table, indices, values, options = {} }) =>
    ([...both, 'INT32', 'INT64', 'BOOL'] as readonly TensorType[]).flatMap((type) =>
      (['INT32', 'INT64'] as const).flatMap((indexType) => {
        const input = anActivation(table, { type });
        const outputs = [anActivation([], { type })];
        const name = `${builtin} ${type} of ${table.join('x')} by ${indices.join('x')} ${indexType}`;
        const constant = aConstant(indices, values, { type: indexType });
        const computed = anActivation(indices, { type: indexType });
        const version = 4;
        const fixed = defineOperatorCase({
          name: `${name} constants`,
          model: anOperator({ builtin, version, options, inputs: [input, constant], outputs }),
        });
        const model = anOperator({ builtin, version, options, inputs: [input, computed], outputs });
        return [
          fixed,
          defineOperatorCase({
            name: `${name} computed`,
            model,
            inputs: [fixed.inputs[0] ?? new Uint8Array(0), elementsAs(indexType, values)],
          }),
        ];
      }),
    ),
  ),
);

const shapes = (['INT32', 'INT64'] as const).map((type) =>
  defineOperatorCase({
    name: `SHAPE as ${type}`,
    model: anOperator({
      builtin: 'SHAPE',
      options: { outType: type },
      inputs: [anActivation([2, 3, 5])],
      outputs: [anActivation([], { type })],
    }),
    expected: [[2, 3, 5]],
  }),
);

export const reductionCases: readonly OperatorCase[] = [
  ...sums,
  ...maxima,
  ...positions,
  ...picks,
  ...shapes,
];
