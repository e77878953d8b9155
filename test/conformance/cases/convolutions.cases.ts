import { aConstant, anActivation, anOperator, randomCodes } from '@npufarm/testing';
import type { OperatorOptions, SubgraphSpec } from '@npufarm/tflite';
import { defineOperatorCase, type OperatorCase } from '../operator-case.js';

type EightBit = 'INT8' | 'UINT8';

const step = { padding: 'SAME', strideW: 1, strideH: 1, dilationWFactor: 1, dilationHFactor: 1 };
const quantizations = {
  INT8: { input: { scale: 0.02, zeroPoint: -7 }, output: { scale: 0.11, zeroPoint: 5 } },
  UINT8: { input: { scale: 0.02, zeroPoint: 121 }, output: { scale: 0.11, zeroPoint: 133 } },
};

/** Weights in [-127, 127] for int8, any code for uint8. */
const weights = (type: EightBit, length: number): readonly number[] =>
  [...randomCodes(length, 77)].map((code) => (type === 'INT8' && code === 128 ? 3 : code));

const biasOf = (length: number): readonly number[] => Array.from({ length }, (_, i) => (i - 2) * 300);

function convolution(
  builtin: 'CONV_2D' | 'DEPTHWISE_CONV_2D',
  type: EightBit,
  inputShape: readonly number[],
  filterShape: readonly number[],
  options: OperatorOptions,
  perAxis: boolean,
): SubgraphSpec {
  const axis = builtin === 'CONV_2D' ? 0 : 3;
  const channels = filterShape[axis] ?? 0;
  const length = filterShape.reduce((product, size) => product * size, 1);
  const { input, output } = quantizations[type];
  const scales = perAxis ? Array.from({ length: channels }, (_, i) => 0.004 + 0.001 * i) : [0.006];
  return anOperator({
    builtin,
    version: 3,
    options: { ...step, ...options },
    inputs: [
      anActivation(inputShape, { type, ...input }),
      aConstant(filterShape, weights(type, length), {
        type,
        scales,
        axis: perAxis ? axis : 0,
        zeroPoint: type === 'UINT8' ? 119 : 0,
      }),
      aConstant([channels], biasOf(channels), {
        type: 'INT32',
        scales: scales.map((scale) => Math.fround(Math.fround(scale) * Math.fround(input.scale))),
      }),
    ],
    outputs: [anActivation([], { type, ...output })],
  });
}

const windows: readonly (readonly [string, OperatorOptions])[] = [
  ['SAME', {}],
  ['VALID', { padding: 'VALID' }],
  ['stride 2', { strideW: 2, strideH: 2 }],
  ['dilation 2', { dilationWFactor: 2, dilationHFactor: 2 }],
  ['RELU', { fusedActivation: 'RELU' }],
  ['RELU6', { fusedActivation: 'RELU6' }],
  ['RELU_N1_TO_1', { fusedActivation: 'RELU_N1_TO_1' }],
];

const perAxisChoices = (type: EightBit): readonly boolean[] => (type === 'INT8' ? [true, false] : [false]);

const plain = (['INT8', 'UINT8'] as const).flatMap((type) =>
  perAxisChoices(type).flatMap((perAxis) =>
    windows.map(([window, options]) =>
      defineOperatorCase({
        name: `CONV_2D ${type} 3x3 ${window}, ${perAxis ? 'per-axis' : 'per-tensor'}`,
        model: convolution('CONV_2D', type, [2, 6, 7, 3], [4, 3, 3, 3], options, perAxis),
      }),
    ),
  ),
);

const shapes = [
  ['1x1', [1, 5, 4, 6], [8, 1, 1, 6]],
  ['5x5', [1, 7, 8, 2], [6, 5, 5, 2]],
  ['1x3, odd channels', [1, 5, 5, 5], [9, 1, 3, 5]],
  ['grouped', [1, 5, 5, 6], [4, 3, 3, 3]],
  ['one group per channel', [1, 5, 5, 3], [6, 3, 3, 1]],
] as const;

const shaped = shapes.map(([name, inputShape, filterShape]) =>
  defineOperatorCase({
    name: `CONV_2D INT8 ${name}`,
    model: convolution('CONV_2D', 'INT8', inputShape, filterShape, {}, true),
  }),
);

const depthwise = (['INT8', 'UINT8'] as const).flatMap((type) =>
  perAxisChoices(type).flatMap((perAxis) =>
    windows.flatMap(([window, options]) =>
      [1, 2].map((multiplier) =>
        defineOperatorCase({
          name: `DEPTHWISE_CONV_2D ${type} ${window}, multiplier ${multiplier}, ${perAxis ? 'per-axis' : 'per-tensor'}`,
          model: convolution(
            'DEPTHWISE_CONV_2D',
            type,
            [1, 6, 7, 3],
            [1, 3, 3, 3 * multiplier],
            { ...options, depthMultiplier: multiplier },
            perAxis,
          ),
        }),
      ),
    ),
  ),
);

const transposed = (['INT8', 'UINT8'] as const).flatMap((type) =>
  (['SAME', 'VALID'] as const).flatMap((padding) =>
    [true, false].map((hasBias) => {
      const { input, output } = quantizations[type];
      const scales = type === 'INT8' ? [0.004, 0.005, 0.006] : [0.006];
      const outputShape = padding === 'SAME' ? [1, 8, 10, 3] : [1, 9, 11, 3];
      return defineOperatorCase({
        name: `TRANSPOSE_CONV ${type} ${padding}${hasBias ? '' : ' without bias'}`,
        model: anOperator({
          builtin: 'TRANSPOSE_CONV',
          version: hasBias ? 3 : 2,
          options: { padding, strideW: 2, strideH: 2 },
          inputs: [
            aConstant([4], outputShape, { type: 'INT32' }),
            aConstant([3, 3, 3, 5], weights(type, 135), {
              type,
              scales,
              zeroPoint: type === 'UINT8' ? 119 : 0,
            }),
            anActivation([1, 4, 5, 5], { type, ...input }),
            ...(hasBias
              ? [
                  aConstant([3], biasOf(3), {
                    type: 'INT32',
                    scales: scales.map((scale) => Math.fround(Math.fround(scale) * Math.fround(input.scale))),
                  }),
                ]
              : []),
          ],
          outputs: [anActivation([], { type, ...output })],
        }),
      });
    }),
  ),
);

export const convolutionCases: readonly OperatorCase[] = [...plain, ...shaped, ...depthwise, ...transposed];
