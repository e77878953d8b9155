import { aConstant, anActivation, anOperator, elementsAs, randomCodes } from '@npufarm/testing';
import type { BuiltinName, OperatorOptions } from '@npufarm/tflite';
import { defineOperatorCase, type OperatorCase } from '../operator-case.js';

type EightBit = 'INT8' | 'UINT8';

const both: readonly EightBit[] = ['INT8', 'UINT8'];
const shapes: readonly (readonly [readonly number[], readonly number[]])[] = [
  [
    [1, 3, 4, 2],
    [1, 3, 4, 2],
  ],
  [
    [2, 3, 4, 2],
    [1, 1, 1, 2],
  ],
  [
    [3, 1, 2],
    [1, 4, 1],
  ],
];

const binaries: readonly {
  readonly builtin: BuiltinName;
  readonly types: readonly EightBit[];
  readonly options?: OperatorOptions;
}[] = [
  { builtin: 'ADD', types: both },
  { builtin: 'ADD', types: both, options: { fusedActivation: 'RELU6' } },
  { builtin: 'SUB', types: both },
  { builtin: 'SUB', types: both, options: { fusedActivation: 'RELU' } },
  { builtin: 'MUL', types: both },
  { builtin: 'MUL', types: both, options: { fusedActivation: 'RELU_N1_TO_1' } },
  { builtin: 'SQUARED_DIFFERENCE', types: ['INT8'] },
  { builtin: 'PRELU', types: both },
];

const quantized = binaries.flatMap(({ builtin, types, options = {} }) =>
  types.flatMap((type) =>
    shapes
      .filter(([left, right]) => builtin !== 'PRELU' || left.length === 4 || right.length === 4)
      .map(([left, right]) => {
        const zero = type === 'INT8' ? 0 : 128;
        return defineOperatorCase({
          name: `${builtin} ${type} ${JSON.stringify(options)}, ${left.join('x')} and ${right.join('x')}`,
          model: anOperator({
            builtin,
            version: builtin === 'PRELU' ? 1 : 2,
            options,
            inputs: [
              anActivation(left, { type, scale: 0.031, zeroPoint: zero + 11 }),
              anActivation(right, { type, scale: 0.017, zeroPoint: zero - 23 }),
            ],
            outputs: [anActivation([], { type, scale: 0.06, zeroPoint: zero - 3 })],
          }),
        });
      }),
  ),
);

const extrema = (['MINIMUM', 'MAXIMUM'] as const).flatMap((builtin) =>
  both.flatMap((type) =>
    shapes.map(([left, right]) =>
      defineOperatorCase({
        name: `${builtin} ${type}, ${left.join('x')} and ${right.join('x')}`,
        model: anOperator({
          builtin,
          version: 2,
          inputs: [anActivation(left, { type }), anActivation(right, { type })],
          outputs: [anActivation([], { type })],
        }),
      }),
    ),
  ),
);

const perChannelPrelu = both.map((type) =>
  defineOperatorCase({
    name: `PRELU ${type} with a constant slope per channel`,
    model: anOperator({
      builtin: 'PRELU',
      inputs: [
        anActivation([1, 4, 5, 3], { type, scale: 0.04, zeroPoint: type === 'INT8' ? -9 : 119 }),
        aConstant([1, 1, 3], [...randomCodes(3, 5)], { type, scale: 0.003, zeroPoint: 4 }),
      ],
      outputs: [anActivation([], { type, scale: 0.05, zeroPoint: 12 })],
    }),
  }),
);

const integers = (['ADD', 'SUB', 'MUL', 'MINIMUM', 'MAXIMUM'] as const).flatMap((builtin) =>
  (['INT32', 'INT64'] as const).map((type) =>
    defineOperatorCase({
      name: `${builtin} ${type}`,
      model: anOperator({
        builtin,
        version: 2,
        inputs: [anActivation([2, 3], { type }), anActivation([1, 3], { type })],
        outputs: [anActivation([], { type })],
      }),
    }),
  ),
);

const narrowIntegers = (['DIV', 'SQUARED_DIFFERENCE'] as const).map((builtin) =>
  defineOperatorCase({
    name: `${builtin} INT32`,
    model: anOperator({
      builtin,
      version: builtin === 'DIV' ? 2 : 1,
      inputs: [anActivation([2, 3], { type: 'INT32' }), anActivation([1, 3], { type: 'INT32' })],
      outputs: [anActivation([], { type: 'INT32' })],
    }),
    inputs: [elementsAs('INT32', [7, -7, 2_000_000_000, 9, 0, -100]), elementsAs('INT32', [2, 2, -3])],
  }),
);

const divisions = [
  defineOperatorCase({
    name: 'DIV UINT8 by computed divisors',
    model: anOperator({
      builtin: 'DIV',
      inputs: [
        anActivation([1, 16, 16], { type: 'UINT8', scale: 0.5, zeroPoint: 100 }),
        anActivation([1, 16, 16], { type: 'UINT8', scale: 0.05, zeroPoint: 0 }),
      ],
      outputs: [anActivation([], { type: 'UINT8', scale: 0.02, zeroPoint: 90 })],
    }),
    inputs: [randomCodes(256, 8), Uint8Array.from({ length: 256 }, (_, i) => Math.max(1, i))],
  }),
];

export const elementwiseCases: readonly OperatorCase[] = [
  ...quantized,
  ...extrema,
  ...perChannelPrelu,
  ...integers,
  ...narrowIntegers,
  ...divisions,
];
