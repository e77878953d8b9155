import { activationRange } from '../../arithmetic/activation-range.js';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { asNhwc } from '../../graph/shape.js';
import { transposedConvolution } from '../../kernels/reference/transposed-convolution.js';
import { channelMultipliers } from '../anatomy/channel-multipliers.js';
import { constantInt32, constantWeights } from '../anatomy/constant-codes.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { slideWindow } from '../anatomy/window.js';
import { prepareTransposeConv } from './prepare-transpose-conv.js';
import { transposeConvRules } from './transpose-conv.rules.js';

export const transposeConv = defineOperator<'TRANSPOSE_CONV'>({
  builtin: 'TRANSPOSE_CONV',
  source:
    'TFLite kernels/transpose_conv.cc; reference_integer_ops::TransposeConv, reference_ops::TransposeConv (uint8)',
  types: eightBit,
  constants: [0, 1, 3],
  prepare: prepareTransposeConv,
  rules: transposeConvRules,
  engine: () => 'nn',
  cost(op) {
    const [batch, inputHeight, inputWidth, inputChannels] = asNhwc(inputOf(op, 2).shape);
    const [outputChannels, kernelHeight, kernelWidth] = asNhwc(inputOf(op, 1).shape);
    const [, outputHeight, outputWidth] = asNhwc(outputOf(op).shape);
    const weights = outputChannels * kernelHeight * kernelWidth * inputChannels;
    return {
      kind: 'convolution',
      form: 'transposed',
      macs: batch * inputHeight * inputWidth * weights,
      batch,
      inputHeight,
      inputWidth,
      inputChannels,
      outputHeight,
      outputWidth,
      outputChannels,
      kernelHeight,
      kernelWidth,
      strideHeight: op.options.strideH,
      strideWidth: op.options.strideW,
      dilationHeight: 1,
      dilationWidth: 1,
      groups: 1,
      weightBytes: weights + 4 * outputChannels,
    };
  },
  lower(op) {
    const filter = inputOf(op, 1);
    const input = inputOf(op, 2);
    const bias = op.inputs[3];
    const output = outputOf(op);
    const weightShape = asNhwc(filter.shape);
    const [outputs, kernelHeight, kernelWidth] = weightShape;
    const [, height, width] = asNhwc(output.shape);
    const { padding, strideH, strideW, fusedActivation } = op.options;
    const to = perTensorOf(op, output);
    const precision = input.type === 'UINT8' ? 'float32' : 'float64';
    return lowerTo(
      transposedConvolution,
      {
        weights: constantWeights(filter),
        weightShape,
        bias: bias === undefined ? new Int32Array(outputs) : constantInt32(bias),
        strideHeight: strideH,
        strideWidth: strideW,
        padTop: slideWindow(padding, height, kernelHeight, strideH).padBefore,
        padLeft: slideWindow(padding, width, kernelWidth, strideW).padBefore,
        inputZeroPoint: perTensorOf(op, input).zeroPoint,
        weightZeroPoint: filter.type === 'UINT8' ? perTensorOf(op, filter).zeroPoint : 0,
        outputZeroPoint: to.zeroPoint,
        ...channelMultipliers(op, input, filter, output, outputs, precision),
        ...activationRange(fusedActivation, output.type, to),
      },
      [2],
    );
  },
});
