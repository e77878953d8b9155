import { asNhwc } from '../../graph/shape.js';
import { slideWindow } from './window.js';
import type { ConvolutionOptions } from './convolution-parameters.js';
import type { ConvolutionWork } from './work.js';

/** The work of a convolution with the shape `[outputs, rows, columns, inputs of a group]` of its weights. */
export function convolutionWork(
  inputShape: readonly number[],
  [outputChannels, kernelHeight, kernelWidth, depth]: readonly [number, number, number, number],
  form: ConvolutionWork['form'],
  options: ConvolutionOptions,
): ConvolutionWork {
  const [batch, inputHeight, inputWidth, inputChannels] = asNhwc(inputShape);
  const { padding, strideH, strideW, dilationHFactor, dilationWFactor } = options;
  const outputHeight = slideWindow(padding, inputHeight, kernelHeight, strideH, dilationHFactor).output;
  const outputWidth = slideWindow(padding, inputWidth, kernelWidth, strideW, dilationWFactor).output;
  const weights = outputChannels * kernelHeight * kernelWidth * depth;
  return {
    kind: 'convolution',
    form,
    macs: batch * outputHeight * outputWidth * weights,
    batch,
    inputHeight,
    inputWidth,
    inputChannels,
    outputHeight,
    outputWidth,
    outputChannels,
    kernelHeight,
    kernelWidth,
    strideHeight: strideH,
    strideWidth: strideW,
    dilationHeight: dilationHFactor,
    dilationWidth: dilationWFactor,
    groups: inputChannels / depth,
    weightBytes: weights + 4 * outputChannels,
  };
}
