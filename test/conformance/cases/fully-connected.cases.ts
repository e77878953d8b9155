import { aConstant, anActivation, anOperator, randomCodes } from '@npufarm/testing';
import type { OperatorOptions } from '@npufarm/tflite';
import { defineOperatorCase, type OperatorCase } from '../operator-case.js';

interface Layer {
  readonly name: string;
  readonly type: 'INT8' | 'UINT8';
  readonly inputShape?: readonly number[];
  readonly scales?: readonly number[];
  readonly filterZeroPoint?: number;
  readonly hasBias?: boolean;
  readonly options?: OperatorOptions;
}

const units = 5;
const depth = 12;
const perAxis = [0.004, 0.005, 0.006, 0.007, 0.008];

const layers: readonly Layer[] = [
  { name: 'per-tensor', type: 'INT8' },
  { name: 'per-tensor with a filter zero point', type: 'INT8', filterZeroPoint: -17 },
  { name: 'per-axis', type: 'INT8', scales: perAxis },
  { name: 'without bias', type: 'INT8', hasBias: false },
  { name: 'RELU', type: 'INT8', options: { fusedActivation: 'RELU' } },
  { name: 'from a picture', type: 'INT8', inputShape: [2, 2, 3, 4] },
  { name: 'keeping dimensions', type: 'INT8', inputShape: [2, 3, 12], options: { keepNumDims: true } },
  { name: 'per-tensor', type: 'UINT8', filterZeroPoint: 131 },
  { name: 'RELU6 without bias', type: 'UINT8', hasBias: false, options: { fusedActivation: 'RELU6' } },
];

const random = layers.map((layer) => {
  const {
    name,
    type,
    inputShape = [3, depth],
    scales = [0.006],
    filterZeroPoint = 0,
    hasBias = true,
  } = layer;
  const input = { type, scale: 0.02, zeroPoint: type === 'INT8' ? -7 : 121 };
  const codes = [...randomCodes(units * depth, 3)].map((code) =>
    type === 'INT8' && code === 128 ? 1 : code,
  );
  const bias = aConstant([units], [-900, -300, 0, 450, 1200], {
    type: 'INT32',
    scales: scales.map((scale) => Math.fround(Math.fround(scale) * Math.fround(input.scale))),
  });
  return defineOperatorCase({
    name: `FULLY_CONNECTED ${type} ${name}`,
    model: anOperator({
      builtin: 'FULLY_CONNECTED',
      version: scales.length > 1 ? 12 : 5,
      options: layer.options ?? {},
      inputs: [
        anActivation(inputShape, input),
        aConstant([units, depth], codes, { type, scales, zeroPoint: filterZeroPoint }),
        hasBias ? bias : undefined,
      ],
      outputs: [anActivation([], { type, scale: 0.05, zeroPoint: type === 'INT8' ? 5 : 133 })],
    }),
  });
});

/** 1·3 + 2·(-4) + 3·5 + 7 = 17 and 1·(-1) + 2·2 + 3·(-3) - 1 = -7, times 0.5 · 0.25 / 0.25; 8.5 and -3.5 round upward. */
const byHand = (['INT8', 'UINT8'] as const).map((type) => {
  const zero = type === 'INT8' ? 0 : 128;
  return defineOperatorCase({
    name: `FULLY_CONNECTED ${type} worked out by hand`,
    model: anOperator({
      builtin: 'FULLY_CONNECTED',
      version: 4,
      inputs: [
        anActivation([1, 3], { type, scale: 0.5, zeroPoint: zero - 1 }),
        aConstant(
          [2, 3],
          [3, -4, 5, -1, 2, -3].map((weight) => weight + zero),
          { type, scale: 0.25, zeroPoint: zero },
        ),
        aConstant([2], [7, -1], { type: 'INT32', scale: 0.125 }),
      ],
      outputs: [anActivation([], { type, scale: 0.25, zeroPoint: zero + 10 })],
    }),
    inputs: [Uint8Array.of(zero, zero + 1, zero + 2)],
    expected: [[zero + 19, zero + 7]],
  });
});

export const fullyConnectedCases: readonly OperatorCase[] = [...random, ...byHand];
