import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { backends } from './backends.js';
import { litertResultsNear, runCase, runOnLitert } from './check-case.js';
import { Litert } from './litert/litert.js';
import type { OperatorCase } from './operator-case.js';
import { aConvolutionCase } from './random/convolution.arbitrary.js';
import { anElementwiseCase } from './random/elementwise.arbitrary.js';
import { aPoolCase, aResizeCase } from './random/pictures.arbitrary.js';
import { aTableCase } from './random/table.arbitrary.js';

vi.setConfig({ testTimeout: 300_000 });

const both = ['INT8', 'UINT8'] as const;
const slopes = fc.record({ alpha: fc.double({ min: 0, max: 2, noNaN: true }).map(Math.fround) });

interface Family {
  readonly name: string;
  readonly arbitrary: fc.Arbitrary<OperatorCase>;
  readonly rounding?: 'builtin';
}

const families: readonly Family[] = [
  { name: 'CONV_2D of UINT8', arbitrary: aConvolutionCase('CONV_2D', ['UINT8']) },
  // LiteRT rounds twice in grouped convolutions alone, and one output makes no groups.
  { name: 'CONV_2D of INT8', arbitrary: aConvolutionCase('CONV_2D', ['INT8'], 2) },
  {
    name: 'CONV_2D of INT8 with builtin rounding',
    arbitrary: aConvolutionCase('CONV_2D', ['INT8']),
    rounding: 'builtin',
  },
  { name: 'DEPTHWISE_CONV_2D', arbitrary: aConvolutionCase('DEPTHWISE_CONV_2D', both) },
  { name: 'ADD', arbitrary: anElementwiseCase('ADD', both) },
  { name: 'SUB', arbitrary: anElementwiseCase('SUB', both) },
  { name: 'MUL', arbitrary: anElementwiseCase('MUL', both) },
  { name: 'MINIMUM', arbitrary: anElementwiseCase('MINIMUM', both) },
  { name: 'MAXIMUM', arbitrary: anElementwiseCase('MAXIMUM', both) },
  { name: 'SQUARED_DIFFERENCE', arbitrary: anElementwiseCase('SQUARED_DIFFERENCE', ['INT8']) },
  { name: 'PRELU', arbitrary: anElementwiseCase('PRELU', both) },
  { name: 'RELU', arbitrary: aTableCase('RELU', both) },
  { name: 'RELU6', arbitrary: aTableCase('RELU6', both) },
  { name: 'RELU_N1_TO_1', arbitrary: aTableCase('RELU_N1_TO_1', both) },
  { name: 'RELU_0_TO_1', arbitrary: aTableCase('RELU_0_TO_1', both) },
  { name: 'LEAKY_RELU', arbitrary: aTableCase('LEAKY_RELU', both, slopes) },
  { name: 'LOGISTIC', arbitrary: aTableCase('LOGISTIC', both) },
  { name: 'TANH', arbitrary: aTableCase('TANH', both) },
  { name: 'ABS', arbitrary: aTableCase('ABS', ['INT8']) },
  { name: 'AVERAGE_POOL_2D', arbitrary: aPoolCase('AVERAGE_POOL_2D') },
  { name: 'MAX_POOL_2D', arbitrary: aPoolCase('MAX_POOL_2D') },
  { name: 'RESIZE_BILINEAR', arbitrary: aResizeCase('RESIZE_BILINEAR', ['INT8']) },
  { name: 'RESIZE_NEAREST_NEIGHBOR', arbitrary: aResizeCase('RESIZE_NEAREST_NEIGHBOR', both) },
  { name: 'QUANTIZE', arbitrary: aTableCase('QUANTIZE', both) },
];

const litert = new Litert();
afterAll(() => litert.close());

describe.each(backends)('on $name', (backend) => {
  it.each(families)(
    '$name equals TensorFlow Lite for random shapes and scales',
    async ({ arbitrary, rounding }) => {
      await fc.assert(
        fc.asyncProperty(arbitrary, async (operatorCase) => {
          const computed = await runCase(operatorCase, backend, rounding);

          const results = await runOnLitert(operatorCase, litert, rounding);
          expect(computed).toEqual(litertResultsNear(operatorCase, computed, results));
        }),
        { numRuns: 12 },
      );
    },
  );
});
