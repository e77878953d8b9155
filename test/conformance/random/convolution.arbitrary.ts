import { aConstant, anActivation, anOperator, randomCodes } from '@npufarm/testing';
import fc from 'fast-check';
import { defineOperatorCase, type OperatorCase } from '../operator-case.js';
import { aQuantization, aSeed, type EightBit } from './quantization.arbitrary.js';

const small = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });

const aWindow = fc.record({
  padding: fc.constantFrom('SAME', 'VALID'),
  strideH: small(3),
  strideW: small(3),
  dilationHFactor: small(2),
  dilationWFactor: small(2),
  fusedActivation: fc.constantFrom('NONE', 'RELU', 'RELU6', 'RELU_N1_TO_1'),
});

/** A convolution of any small shape and quantisation, with weights and biases up to their extremes. */
export function aConvolutionCase(
  builtin: 'CONV_2D' | 'DEPTHWISE_CONV_2D',
  types: readonly EightBit[],
  leastOutputs = 1,
): fc.Arbitrary<OperatorCase> {
  return fc
    .constantFrom(...types)
    .chain((type) =>
      fc.record({
        input: aQuantization(type),
        output: aQuantization(type),
        filterZeroPoint: type === 'UINT8' ? fc.integer({ min: 0, max: 255 }) : fc.constant(0),
        window: aWindow,
        perAxis: type === 'INT8' ? fc.boolean() : fc.constant(false),
        batch: small(2),
        height: small(7),
        width: small(7),
        channels: small(5),
        outputs: fc.integer({ min: leastOutputs, max: 6 }),
        multiplier: small(3),
        kernelHeight: small(4),
        kernelWidth: small(4),
        seed: aSeed,
      }),
    )
    .filter(({ window, ...c }) => {
      const rows = (c.kernelHeight - 1) * window.dilationHFactor + 1;
      const columns = (c.kernelWidth - 1) * window.dilationWFactor + 1;
      return window.padding === 'SAME' || (rows <= c.height && columns <= c.width);
    })
    .map(({ input, output, window, ...c }) => {
      const isDense = builtin === 'CONV_2D';
      const outputs = isDense ? c.outputs : c.channels * c.multiplier;
      const filterShape = isDense
        ? [outputs, c.kernelHeight, c.kernelWidth, c.channels]
        : [1, c.kernelHeight, c.kernelWidth, outputs];
      const axis = isDense ? 0 : 3;
      const length = filterShape.reduce((product, size) => product * size, 1);
      const codes = [...randomCodes(length, c.seed)].map((code) =>
        input.type === 'INT8' && code === 128 ? 127 : code,
      );
      const scales = c.perAxis ? Array.from({ length: outputs }, (_, i) => 0.002 + 0.003 * i) : [0.004];
      const biases = [...randomCodes(outputs, c.seed + 1)].map((code) => (code - 128) * 50);
      return defineOperatorCase({
        name: builtin,
        seed: c.seed + 2,
        model: anOperator({
          builtin,
          version: 3,
          options: isDense ? window : { ...window, depthMultiplier: c.multiplier },
          inputs: [
            anActivation([c.batch, c.height, c.width, c.channels], input),
            aConstant(filterShape, codes, {
              type: input.type,
              scales,
              axis: c.perAxis ? axis : 0,
              zeroPoint: c.filterZeroPoint,
            }),
            aConstant([outputs], biases, {
              type: 'INT32',
              scales: scales.map((scale) => Math.fround(Math.fround(scale) * Math.fround(input.scale))),
            }),
          ],
          outputs: [anActivation([], output)],
        }),
      });
    });
}
