import { inputOf, outputOf } from '../../graph/operator-view.js';
import { asNhwc } from '../../graph/shape.js';
import { convolution } from '../../kernels/reference/convolution.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { slideWindow } from '../anatomy/window.js';
import { convolutionParameters } from './convolution-parameters.js';
import { convolutionRules } from './conv-2d.rules.js';
import { prepareConvolution } from './prepare-convolution.js';

export const conv2d = defineOperator({
  builtin: 'CONV_2D',
  source: 'TFLite kernels/conv.cc; reference_integer_ops::ConvPerChannel, reference_ops::Conv (uint8)',
  types: eightBit,
  constants: [1, 2],
  prepare: prepareConvolution,
  rules: convolutionRules,
  engine: () => 'nn',
  cost(op) {
    const [batch, inputHeight, inputWidth, inputChannels] = asNhwc(inputOf(op, 0).shape);
    const [outputChannels, kernelHeight, kernelWidth, depth] = asNhwc(inputOf(op, 1).shape);
    const { options } = op;
    const height = slideWindow(
      options.padding,
      inputHeight,
      kernelHeight,
      options.strideH,
      options.dilationHFactor,
    );
    const width = slideWindow(
      options.padding,
      inputWidth,
      kernelWidth,
      options.strideW,
      options.dilationWFactor,
    );
    const weights = outputChannels * kernelHeight * kernelWidth * depth;
    return {
      kind: 'convolution',
      form: depth === inputChannels ? 'dense' : 'grouped',
      macs: batch * height.output * width.output * weights,
      batch,
      inputHeight,
      inputWidth,
      inputChannels,
      outputHeight: height.output,
      outputWidth: width.output,
      outputChannels,
      kernelHeight,
      kernelWidth,
      strideHeight: options.strideH,
      strideWidth: options.strideW,
      dilationHeight: options.dilationHFactor,
      dilationWidth: options.dilationWFactor,
      groups: inputChannels / depth,
      weightBytes: weights + 4 * outputChannels,
    };
  },
  lower: (op) => lowerTo(convolution, convolutionParameters(op, outputOf(op)), [0]),
});
