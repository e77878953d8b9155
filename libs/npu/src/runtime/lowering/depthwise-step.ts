import { depthwiseCode } from '../../kernels/depthwise/depthwise.js';
import { channelsAtOnce, pixelsAtOnce, type DepthwiseForm } from '../../kernels/depthwise/depthwise-form.js';
import { packDepthwiseWeights } from '../../kernels/depthwise/pack-depthwise-weights.js';
import { bytesOf, type RowStep } from '../rows/row-step.js';
import { borderWords, pixelBytes, widenBorders, type RowTensor } from '../rows/row-tensor.js';
import type { DenseConvolution } from './dense-convolution.js';
import { rowsUnderKernel, widenForKernel } from './kernel-window.js';
import { packScaledWeights } from './pack-scaled-weights.js';

/**
 * The step of a convolution in which every output channel reads the input channel of the same number.
 *
 * `convolution` holds the weights as one input channel. `undefined` where no exact epilogue exists.
 */
export function depthwiseStep(
  convolution: DenseConvolution,
  input: RowTensor,
  output: RowTensor,
): RowStep | undefined {
  const { kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth } = convolution;
  const { padTop, padLeft, outputs } = convolution;
  const bytes = pixelBytes(input);
  const scaled = packScaledWeights(convolution, bytes / 4);
  if (scaled === undefined) return undefined;
  const { epilogue } = scaled;
  const form: DepthwiseForm = { ...epilogue.form, pixelBytes: bytes, strideWidth };
  const count = kernelHeight * kernelWidth;
  const taps = Array.from({ length: Math.ceil(count / 2) * 2 }, (_, index) => {
    const tap = Math.min(index, count - 1);
    return {
      line: Math.floor(tap / kernelWidth) * dilationHeight - padTop,
      pixel: (tap % kernelWidth) * dilationWidth - padLeft,
    };
  });
  const weights = packDepthwiseWeights(scaled.weights, outputs, count, channelsAtOnce(form));
  const width = output.geometry.width;
  widenForKernel(convolution, input, output, pixelsAtOnce(form) * strideWidth * bytes + 64);
  widenBorders(output, { overrunBytes: pixelsAtOnce(form) * bytes });
  return {
    code: depthwiseCode(form),
    inputs: [rowsUnderKernel(convolution, input)],
    output,
    rows: 1,
    constants: [bytesOf(weights), epilogue.constants],
    scratchBytes: 0,
    argumentWords: (call) => [
      call.output(call.row),
      call.constant(0),
      call.constant(1),
      width,
      taps.length / 2,
      ...borderWords(output),
      ...taps.map(({ line, pixel }) => call.input(0, call.row * strideHeight + line) + pixel * bytes),
    ],
  };
}
