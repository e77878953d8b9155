import type { OperatorOptions } from '@npufarm/tflite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countingCodes, elementAt } from '../../testing/coordinates.js';
import { naiveConvolution } from '../../testing/naive-convolution.js';
import { runOperator, type Operand } from '../../testing/run-operator.js';

const depthwise = (
  inputShape: readonly number[],
  input: readonly number[],
  filterShape: readonly number[],
  filter: readonly number[],
  options: OperatorOptions = {},
  bias?: Operand,
) =>
  runOperator('DEPTHWISE_CONV_2D', {
    inputs: [
      { shape: inputShape, scale: 1, zeroPoint: -1, values: input },
      { shape: filterShape, scale: 1, constant: filter },
      bias,
    ],
    outputs: [{ scale: 1 }],
    options: { strideH: 1, strideW: 1, padding: 'VALID', ...options },
  });

const reason = (filterShape: readonly number[], options: OperatorOptions = {}) =>
  depthwise([1, 2, 2, 2], [], filterShape, countingCodes(filterShape), options).reasons[0]?.id;

describe('DEPTHWISE_CONV_2D', () => {
  it('weighs every channel by filters of its own', () => {
    const run = depthwise([1, 1, 2, 2], [0, 1, 2, 3], [1, 1, 2, 4], [1, 2, 3, 4, 5, 6, 7, 8]);

    // channel values (1, 3) and (2, 4), two filters each
    expect(run).toMatchObject({
      unit: 'npu',
      shapes: [[1, 1, 1, 4]],
      results: [[1 + 15, 2 + 18, 6 + 28, 8 + 32]],
    });
  });

  it('adds the bias where there is one', () => {
    const bias: Operand = { type: 'INT32', shape: [1], constant: [-20] };

    expect(depthwise([1, 1, 1, 1], [4], [1, 1, 1, 1], [3], {}, bias).results).toEqual([[-5]]);
  });

  it('equals the definition for any window', () => {
    const small = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(
        fc.tuple(small, small, small, small, small, small, small),
        fc.constantFrom('SAME' as const, 'VALID' as const),
        ([height, width, channels, multiplier, kernel, strideH, strideW], padding) => {
          fc.pre(padding === 'SAME' || (kernel <= height && kernel <= width));
          const inputShape = [1, height, width, channels];
          const filterShape = [1, kernel, kernel, channels * multiplier];
          const input = countingCodes(inputShape).map((code) => (code % 3) - 1);
          const filter = countingCodes(filterShape).map((code) => (code % 5) - 2);
          const { shape, sums } = naiveConvolution({
            inputShape,
            input,
            zeroPoint: -1,
            stride: [strideH, strideW],
            padding,
            kernel: [kernel, kernel],
            outputChannels: channels * multiplier,
            weight: (output, row, column, channel) =>
              Math.floor(output / multiplier) === channel
                ? (elementAt(filter, filterShape, [0, row, column, output]) ?? 0)
                : 0,
          });

          const run = depthwise(inputShape, input, filterShape, filter, { strideH, strideW, padding });

          expect(run).toMatchObject({ shapes: [shape], results: [sums] });
        },
      ),
    );
  });

  it('refuses filters that do not divide into the channels, and strides of 0', () => {
    expect(reason([1, 1, 1, 3])).toBe('depthwise-conv-2d.channels');
    expect(reason([2, 1, 1, 2])).toBe('depthwise-conv-2d.channels');
    expect(reason([1, 1, 1, 2], { strideH: 0 })).toBe('convolution.step-below-one');
    expect(reason([1, 1, 1, 2], { fusedActivation: 'TANH' })).toBe('operator.fused-activation');
  });
});
