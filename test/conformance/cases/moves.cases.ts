import { aConstant, anActivation, anOperator } from '@npufarm/testing';
import type { BuiltinName, OperatorOptions, TensorType } from '@npufarm/tflite';
import { defineOperatorCase, type OperatorCase } from '../operator-case.js';

interface Move {
  readonly name: string;
  readonly builtin: BuiltinName;
  readonly shape: readonly number[];
  /** INT32 operands behind the moved one, as `[shape, elements]`. */
  readonly operands?: readonly (readonly [readonly number[], readonly number[]])[];
  readonly options?: OperatorOptions;
  readonly version?: number;
  readonly outputs?: number;
  /** Types beside INT8 and UINT8 that TensorFlow Lite moves too. */
  readonly types?: readonly TensorType[];
}

const wide: readonly TensorType[] = ['INT32', 'INT64', 'BOOL'];

const list = (elements: readonly number[]) => [[elements.length], elements] as const;

const slice = (begin: readonly number[], end: readonly number[], strides: readonly number[]) =>
  [list(begin), list(end), list(strides)] as const;

const moves: readonly Move[] = [
  {
    name: 'a box',
    builtin: 'SLICE',
    shape: [2, 5, 6, 3],
    operands: [list([0, 1, 2, 1]), list([2, 3, -1, 2])],
    version: 2,
    types: wide,
  },
  {
    name: 'steps forwards and backwards',
    builtin: 'STRIDED_SLICE',
    shape: [2, 6, 7, 3],
    operands: slice([0, -1, 1, -3], [2, -7, 6, 3], [1, -2, 3, 2]),
    types: wide,
  },
  {
    name: 'open ends and a shrunk axis',
    builtin: 'STRIDED_SLICE',
    shape: [3, 4, 5],
    operands: slice([2, 3, 4], [3, 0, 0], [1, -1, 1]),
    options: { beginMask: 4, endMask: 6, shrinkAxisMask: 1 },
  },
  {
    name: 'a begin mask on a shrunk axis',
    builtin: 'STRIDED_SLICE',
    shape: [3, 4],
    operands: slice([2, 1], [3, 4], [1, 1]),
    options: { beginMask: 1, shrinkAxisMask: 1 },
  },
  {
    name: 'an ellipsis and a new axis',
    builtin: 'STRIDED_SLICE',
    shape: [2, 3, 4],
    operands: slice([0, 0, 1], [0, 0, 3], [1, 1, 1]),
    options: { ellipsisMask: 1, newAxisMask: 2 },
    version: 4,
  },
  { name: 'a matrix', builtin: 'TRANSPOSE', shape: [3, 4], operands: [list([1, 0])], types: wide },
  { name: 'to channels first', builtin: 'TRANSPOSE', shape: [2, 3, 4, 5], operands: [list([0, 3, 1, 2])] },
  {
    name: 'a pixel shuffle of rank 6',
    builtin: 'TRANSPOSE',
    shape: [1, 2, 3, 2, 2, 3],
    operands: [list([0, 1, 3, 2, 4, 5])],
    version: 6,
  },
  {
    name: 'a picture',
    builtin: 'PAD',
    shape: [1, 3, 4, 2],
    operands: [
      [
        [4, 2],
        [0, 0, 1, 2, 3, 0, 0, 0],
      ],
    ],
    version: 2,
    types: ['INT32', 'INT64'],
  },
  {
    name: 'every axis',
    builtin: 'PAD',
    shape: [2, 3, 4],
    operands: [
      [
        [3, 2],
        [1, 0, 0, 2, 1, 1],
      ],
    ],
    version: 2,
  },
  {
    name: 'around the edge pixel',
    builtin: 'MIRROR_PAD',
    shape: [2, 3, 4],
    operands: [
      [
        [3, 2],
        [1, 0, 2, 2, 3, 1],
      ],
    ],
    options: { mode: 'REFLECT' },
    types: ['INT32', 'INT64'],
  },
  {
    name: 'around the edge',
    builtin: 'MIRROR_PAD',
    shape: [2, 3, 4],
    operands: [
      [
        [3, 2],
        [2, 0, 3, 1, 4, 4],
      ],
    ],
    options: { mode: 'SYMMETRIC' },
  },
  { name: 'each axis', builtin: 'TILE', shape: [2, 1, 3], operands: [list([1, 3, 2])], types: wide },
  {
    name: 'two axes',
    builtin: 'BROADCAST_TO',
    shape: [3, 1, 2],
    operands: [list([2, 3, 4, 2])],
    version: 3,
    types: wide,
  },
  {
    name: 'one axis of two',
    builtin: 'SQUEEZE',
    shape: [1, 3, 1, 2],
    options: { squeezeDims: [-2] },
    types: wide,
  },
  { name: 'all axes of size 1', builtin: 'SQUEEZE', shape: [1, 3, 1, 2] },
  { name: 'an axis', builtin: 'EXPAND_DIMS', shape: [3, 2], operands: [list([-2])], types: wide },
  { name: 'to rank 2', builtin: 'RESHAPE', shape: [2, 3, 4], operands: [list([-1, 8])], types: wide },
  {
    name: 'the height',
    builtin: 'UNPACK',
    shape: [2, 3, 4],
    options: { num: 3, axis: 1 },
    outputs: 3,
    version: 4,
    types: ['INT32', 'BOOL'],
  },
  {
    name: 'into unequal parts',
    builtin: 'SPLIT_V',
    shape: [2, 7, 3],
    operands: [list([2, -1, 4]), [[], [1]]],
    options: { numSplits: 3 },
    outputs: 3,
    version: 2,
    types: ['INT32', 'INT64'],
  },
  {
    name: 'of a padded picture',
    builtin: 'SPACE_TO_BATCH_ND',
    shape: [2, 3, 5, 2],
    operands: [
      list([2, 3]),
      [
        [2, 2],
        [1, 0, 0, 1],
      ],
    ],
    version: 3,
  },
  {
    name: 'of rank 3',
    builtin: 'SPACE_TO_BATCH_ND',
    shape: [2, 5, 2],
    operands: [
      list([3]),
      [
        [1, 2],
        [0, 1],
      ],
    ],
    version: 3,
  },
  {
    name: 'to a cropped picture',
    builtin: 'BATCH_TO_SPACE_ND',
    shape: [12, 2, 3, 2],
    operands: [
      list([2, 3]),
      [
        [2, 2],
        [1, 0, 2, 1],
      ],
    ],
    version: 3,
  },
  {
    name: 'of rank 3',
    builtin: 'BATCH_TO_SPACE_ND',
    shape: [6, 3, 2],
    operands: [
      list([3]),
      [
        [1, 2],
        [1, 2],
      ],
    ],
    version: 3,
  },
  { name: 'of 2x2 blocks', builtin: 'DEPTH_TO_SPACE', shape: [2, 2, 3, 12], options: { blockSize: 2 } },
  { name: 'of 3x3 blocks', builtin: 'SPACE_TO_DEPTH', shape: [2, 6, 3, 2], options: { blockSize: 3 } },
];

const movesByType = moves.flatMap(
  ({ name, builtin, shape, operands = [], options = {}, version = 1, outputs = 1, types = [] }) =>
    (['INT8', 'UINT8', ...types] as const).map((type) => {
      const quantization = { type, zeroPoint: type === 'UINT8' ? 131 : -7 };
      return defineOperatorCase({
        name: `${builtin} ${type} ${name}`,
        model: anOperator({
          builtin,
          version,
          options,
          inputs: [
            anActivation(shape, quantization),
            ...operands.map(([size, elements]) => aConstant(size, elements, { type: 'INT32' })),
          ],
          outputs: Array.from({ length: outputs }, () => anActivation([], quantization)),
        }),
      });
    }),
);

const splits = (['INT8', 'UINT8', 'INT32'] as const).map((type) =>
  defineOperatorCase({
    name: `SPLIT ${type} into channels`,
    model: anOperator({
      builtin: 'SPLIT',
      version: 3,
      options: { numSplits: 3 },
      inputs: [aConstant([], [-1], { type: 'INT32' }), anActivation([2, 3, 6], { type })],
      outputs: [1, 2, 3].map(() => anActivation([], { type })),
    }),
  }),
);

const joins = (['INT8', 'UINT8', 'INT32', 'INT64'] as const).flatMap((type) => [
  defineOperatorCase({
    name: `PACK ${type} into a new last axis`,
    model: anOperator({
      builtin: 'PACK',
      version: 2,
      options: { axis: -1, valuesCount: 3 },
      inputs: [1, 2, 3].map(() => anActivation([2, 3], { type })),
      outputs: [anActivation([], { type })],
    }),
  }),
  defineOperatorCase({
    name: `CONCATENATION ${type} of channels`,
    model: anOperator({
      builtin: 'CONCATENATION',
      version: 2,
      options: { axis: 3 },
      inputs: [1, 2, 3].map((channels) => anActivation([1, 2, 3, channels], { type })),
      outputs: [anActivation([], { type })],
    }),
  }),
]);

const rescaledJoin = defineOperatorCase({
  name: 'CONCATENATION UINT8 of other scales',
  model: anOperator({
    builtin: 'CONCATENATION',
    version: 1,
    options: { axis: 1 },
    inputs: [
      anActivation([2, 128], { type: 'UINT8', scale: 0.031, zeroPoint: 12 }),
      anActivation([2, 128], { type: 'UINT8', scale: 0.05, zeroPoint: 128 }),
      anActivation([2, 128], { type: 'UINT8', scale: 0.0173, zeroPoint: 250 }),
    ],
    outputs: [anActivation([], { type: 'UINT8', scale: 0.05, zeroPoint: 128 })],
  }),
});

const fills = (['INT8', 'UINT8', 'INT32'] as const).map((type) =>
  defineOperatorCase({
    name: `PADV2 ${type} with a value`,
    model: anOperator({
      builtin: 'PADV2',
      version: 2,
      inputs: [
        anActivation([2, 3, 2], { type }),
        aConstant([3, 2], [0, 1, 2, 0, 0, 0], { type: 'INT32' }),
        aConstant([], [77], { type }),
      ],
      outputs: [anActivation([], { type })],
    }),
  }),
);

export const moveCases: readonly OperatorCase[] = [
  ...movesByType,
  ...splits,
  ...joins,
  rescaledJoin,
  ...fills,
];
