import { aConstant, anActivation, anOperator, elementsAs } from '@npufarm/testing';
import type { BuiltinName, OperatorOptions, TensorSpec, TensorType } from '@npufarm/tflite';
import { defineOperatorCase, type OperatorCase } from '../operator-case.js';

interface HandWork {
  readonly builtin: BuiltinName;
  readonly types: readonly TensorType[];
  /** Elements of 0 and 1, so that they are ones of BOOL too. */
  readonly inputs: readonly (readonly [shape: readonly number[], elements: readonly number[]])[];
  /** What stands before and behind the computed inputs. */
  readonly before?: readonly TensorSpec[];
  readonly behind?: (type: TensorType) => readonly TensorSpec[];
  readonly options?: OperatorOptions;
  readonly outputTypes?: readonly TensorType[];
  readonly expected: readonly (readonly number[])[];
}

const indices = (elements: readonly number[], shape = [elements.length]): TensorSpec =>
  aConstant(shape, elements, { type: 'INT32' });

const paddings = indices([1, 0, 0, 1], [2, 2]);

const handWork: readonly HandWork[] = [
  {
    builtin: 'CONCATENATION',
    types: ['BOOL'],
    inputs: [
      [
        [2, 1],
        [1, 0],
      ],
      [
        [2, 2],
        [0, 1, 1, 1],
      ],
    ],
    options: { axis: 1 },
    expected: [[1, 0, 1, 0, 1, 1]],
  },
  {
    builtin: 'PACK',
    types: ['BOOL'],
    inputs: [
      [[2], [1, 0]],
      [[2], [1, 1]],
    ],
    options: { valuesCount: 2, axis: 1 },
    expected: [[1, 1, 0, 1]],
  },
  {
    builtin: 'UNPACK',
    types: ['INT64'],
    inputs: [
      [
        [2, 2],
        [1, 0, 1, 1],
      ],
    ],
    options: { num: 2, axis: 1 },
    expected: [
      [1, 1],
      [0, 1],
    ],
  },
  {
    builtin: 'SPLIT',
    types: ['INT64', 'BOOL'],
    before: [indices([1], [])],
    inputs: [
      [
        [2, 2],
        [1, 0, 1, 1],
      ],
    ],
    options: { numSplits: 2 },
    expected: [
      [1, 1],
      [0, 1],
    ],
  },
  {
    builtin: 'SPLIT_V',
    types: ['BOOL'],
    inputs: [[[3], [1, 0, 1]]],
    behind: () => [indices([1, 2]), indices([0], [])],
    options: { numSplits: 2 },
    expected: [[1], [0, 1]],
  },
  {
    builtin: 'PAD',
    types: ['BOOL'],
    inputs: [
      [
        [1, 2],
        [1, 1],
      ],
    ],
    behind: () => [paddings],
    expected: [[0, 0, 0, 1, 1, 0]],
  },
  {
    builtin: 'PADV2',
    types: ['INT64', 'BOOL'],
    inputs: [
      [
        [1, 2],
        [0, 0],
      ],
    ],
    behind: (type) => [paddings, aConstant([1], [1], { type })],
    expected: [[1, 1, 1, 0, 0, 1]],
  },
  {
    builtin: 'MIRROR_PAD',
    types: ['BOOL'],
    inputs: [[[3], [1, 0, 0]]],
    behind: () => [indices([2, 1], [1, 2])],
    options: { mode: 'REFLECT' },
    expected: [[0, 0, 1, 0, 0, 0]],
  },
  {
    builtin: 'SHAPE',
    types: ['UINT8', 'BOOL'],
    inputs: [
      [
        [1, 3],
        [0, 1, 1],
      ],
    ],
    options: { outType: 'INT32' },
    outputTypes: ['INT32'],
    expected: [[1, 3]],
  },
];

const moved = handWork.flatMap((work) =>
  work.types.map((type) =>
    defineOperatorCase({
      name: `${work.builtin} ${type} worked out by hand`,
      withoutLitert: 'TensorFlow Lite does not move this type here',
      model: anOperator({
        builtin: work.builtin,
        options: work.options ?? {},
        inputs: [
          ...(work.before ?? []),
          ...work.inputs.map(([shape]) => anActivation(shape, { type })),
          ...(work.behind?.(type) ?? []),
        ],
        outputs: work.expected.map((_, at) => anActivation([], { type: work.outputTypes?.[at] ?? type })),
      }),
      inputs: work.inputs.map(([, elements]) => elementsAs(type, elements)),
      expected: work.expected,
    }),
  ),
);

/** (4 + 8 + 0 + 4) / 4 = 4 in the same scale, and 16 in a scale four times as coarse. */
const reduced = (['MEAN', 'SUM'] as const).flatMap((builtin) =>
  (['INT8', 'UINT8'] as const).map((type) => {
    const zero = type === 'INT8' ? -20 : 100;
    return defineOperatorCase({
      name: `${builtin} ${type} worked out by hand`,
      model: anOperator({
        builtin,
        version: 2,
        options: { keepDims: true },
        inputs: [anActivation([1, 2, 2, 1], { type, scale: 0.5, zeroPoint: zero }), indices([1, 2])],
        outputs: [anActivation([], { type, scale: builtin === 'MEAN' ? 0.5 : 2, zeroPoint: zero + 7 })],
      }),
      inputs: [elementsAs(type, [zero + 4, zero + 8, zero, zero + 4])],
      expected: [[zero + 7 + 4]],
    });
  }),
);

/** Pixel centres at -0.25, 0.25, 0.75 and 1.25 between codes 0 and 100. */
const enlarged = defineOperatorCase({
  name: 'RESIZE_BILINEAR UINT8 worked out by hand',
  model: anOperator({
    builtin: 'RESIZE_BILINEAR',
    version: 3,
    options: { halfPixelCenters: true },
    inputs: [anActivation([1, 1, 2, 1], { type: 'UINT8' }), indices([1, 4])],
    outputs: [anActivation([], { type: 'UINT8' })],
  }),
  inputs: [Uint8Array.of(0, 100)],
  expected: [[0, 25, 75, 100]],
});

export const handWorkedCases: readonly OperatorCase[] = [...moved, ...reduced, enlarged];
