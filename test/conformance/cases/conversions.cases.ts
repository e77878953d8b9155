import { aConstant, anActivation, anOperator, elementsAs, randomCodes } from '@npufarm/testing';
import { defineOperatorCase, type OperatorCase } from '../operator-case.js';

const eightBit = ['INT8', 'UINT8'] as const;
const everyCode = Uint8Array.from({ length: 256 }, (_, code) => code);
const lowest = { INT8: -128, UINT8: 0 };

const quantizations = [
  { from: 0.5, fromZero: 128, to: 0.5, toZero: 128 },
  { from: 0.031, fromZero: 3, to: 0.019, toZero: 200 },
  { from: 1, fromZero: 0, to: 249 / 255, toZero: 0 },
  { from: 0.02, fromZero: 128, to: 0.04, toZero: 127 },
];

const requantised = eightBit.flatMap((from) =>
  eightBit.flatMap((to) =>
    quantizations.map((scales) =>
      defineOperatorCase({
        name: `QUANTIZE ${from} to ${to}, scale ${scales.from} to ${scales.to}`,
        model: anOperator({
          builtin: 'QUANTIZE',
          version: 2,
          inputs: [
            anActivation([256], {
              type: from,
              scale: scales.from,
              zeroPoint: scales.fromZero + lowest[from],
            }),
          ],
          outputs: [anActivation([], { type: to, scale: scales.to, zeroPoint: scales.toZero + lowest[to] })],
        }),
        inputs: [everyCode],
      }),
    ),
  ),
);

const narrowed = (['INT16', 'INT32'] as const).map((type) =>
  defineOperatorCase({
    name: `QUANTIZE ${type} to INT8`,
    model: anOperator({
      builtin: 'QUANTIZE',
      version: 2,
      inputs: [anActivation([6], { type, scale: 0.0004, zeroPoint: 0 })],
      outputs: [anActivation([], { scale: 0.11, zeroPoint: -5 })],
    }),
    inputs: [elementsAs(type, [-32768, -1234, 0, 999, 12345, 32767])],
  }),
);

const types = ['INT8', 'UINT8', 'INT32', 'INT64', 'BOOL'] as const;

const cast = types.flatMap((from) =>
  types
    .filter((to) => to !== from)
    .map((to) =>
      defineOperatorCase({
        name: `CAST ${from} to ${to}`,
        model: anOperator({
          builtin: 'CAST',
          inputs: [anActivation([2, 4], { type: from })],
          outputs: [anActivation([], { type: to })],
        }),
      }),
    ),
);

const compared = eightBit.flatMap((type) =>
  [
    [1, 4, 4, 3],
    [1, 1, 1, 3],
  ].map((shape) =>
    defineOperatorCase({
      name: `GREATER ${type} against ${shape.join('x')}`,
      model: anOperator({
        builtin: 'GREATER',
        version: 2,
        inputs: [
          anActivation([1, 4, 4, 3], { type, scale: 0.04, zeroPoint: 7 }),
          anActivation(shape, { type, scale: 0.03, zeroPoint: 9 }),
        ],
        outputs: [anActivation([], { type: 'BOOL' })],
      }),
    }),
  ),
);

const comparedIntegers = (['INT32', 'INT64'] as const).map((type) =>
  defineOperatorCase({
    name: `GREATER ${type}`,
    model: anOperator({
      builtin: 'GREATER',
      inputs: [anActivation([2, 3], { type }), anActivation([3], { type })],
      outputs: [anActivation([], { type: 'BOOL' })],
    }),
  }),
);

const selected = (['INT8', 'UINT8', 'INT32', 'INT64', 'BOOL'] as const).flatMap((type) => [
  defineOperatorCase({
    name: `SELECT ${type}`,
    model: anOperator({
      builtin: 'SELECT',
      inputs: [
        anActivation([2, 3], { type: 'BOOL' }),
        anActivation([2, 3], { type }),
        anActivation([2, 3], { type }),
      ],
      outputs: [anActivation([], { type })],
    }),
  }),
  defineOperatorCase({
    name: `SELECT ${type} by rows`,
    model: anOperator({
      builtin: 'SELECT',
      inputs: [
        aConstant([2], [1, 0], { type: 'BOOL' }),
        anActivation([2, 3], { type }),
        anActivation([2, 3], { type }),
      ],
      outputs: [anActivation([], { type })],
    }),
  }),
  defineOperatorCase({
    name: `SELECT_V2 ${type} with broadcasting`,
    model: anOperator({
      builtin: 'SELECT_V2',
      inputs: [
        anActivation([2, 1, 3], { type: 'BOOL' }),
        anActivation([4, 1], { type }),
        anActivation([2, 4, 3], { type }),
      ],
      outputs: [anActivation([], { type })],
    }),
    inputs: [
      randomCodes(6, 4).map((code) => code & 1),
      type === 'BOOL' ? Uint8Array.of(1, 0, 0, 1) : randomCodes(4 * bytesOf(type), 5),
      type === 'BOOL' ? randomCodes(24, 6).map((code) => code & 1) : randomCodes(24 * bytesOf(type), 6),
    ],
  }),
]);

function bytesOf(type: 'INT8' | 'UINT8' | 'INT32' | 'INT64' | 'BOOL'): number {
  return { INT8: 1, UINT8: 1, BOOL: 1, INT32: 4, INT64: 8 }[type];
}

export const conversionCases: readonly OperatorCase[] = [
  ...requantised,
  ...narrowed,
  ...cast,
  ...compared,
  ...comparedIntegers,
  ...selected,
];
