import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { asNhwc, shapeText } from '../../graph/shape.js';
import { convolution } from '../../kernels/reference/convolution.js';
import { constantWeights } from '../anatomy/constant-codes.js';
import { convolutionParameters } from '../anatomy/convolution-parameters.js';
import { convolutionWork } from '../anatomy/convolution-work.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { biasScaleRule, filterRules, type FilterOperands } from '../anatomy/filter-rules.js';
import { requireBiasLength, requirePictures, requirePositiveSteps } from '../anatomy/prepare-filter.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { slideWindow } from '../anatomy/window.js';

type View = OperatorView<'DEPTHWISE_CONV_2D'>;

const operands: FilterOperands = { input: 0, filter: 1, bias: 2, channelAxis: 3 };

/** The filter as one group per input channel: `[outputs, rows, columns, 1]`. */
const weightShapeOf = (op: View): readonly [number, number, number, number] => {
  const [, kernelHeight, kernelWidth, outputs] = asNhwc(inputOf(op, 1).shape);
  return [outputs, kernelHeight, kernelWidth, 1];
};

/** A convolution of every channel on its own: a grouped one with as many groups as input channels. */
export const depthwiseConv2d = defineOperator<'DEPTHWISE_CONV_2D'>({
  builtin: 'DEPTHWISE_CONV_2D',
  source:
    'TFLite kernels/depthwise_conv.cc; reference_integer_ops::DepthwiseConvPerChannel, reference_ops::DepthwiseConv (uint8)',
  types: eightBit,
  constants: [1, 2],
  prepare(op) {
    const input = inputOf(op, 0);
    const filter = inputOf(op, 1);
    const { padding, strideH, strideW, dilationHFactor, dilationWFactor } = op.options;
    requirePictures(op, input, filter);
    requirePositiveSteps(op, { strideH, strideW, dilationHFactor, dilationWFactor });
    const [batch, height, width, channels] = asNhwc(input.shape);
    const [ones, kernelHeight, kernelWidth, outputs] = asNhwc(filter.shape);
    if (ones !== 1 || channels < 1 || outputs % channels !== 0) {
      return refuseToPrepare(
        op,
        {
          id: 'depthwise-conv-2d.channels',
          rule: 'A depthwise filter has shape [1, rows, columns, channels x multiplier].',
          detail: `input has ${channels} channels, the filter shape ${shapeText(filter.shape)}`,
          hint: 'Make the last axis of the filter a multiple of the input channels.',
        },
        filter,
      );
    }
    requireBiasLength(op, op.inputs[2], outputs);
    const rows = slideWindow(padding, height, kernelHeight, strideH, dilationHFactor);
    const columns = slideWindow(padding, width, kernelWidth, strideW, dilationWFactor);
    return [[batch, rows.output, columns.output, outputs]];
  },
  rules: [
    ...filterRules<'DEPTHWISE_CONV_2D'>(operands),
    biasScaleRule<'DEPTHWISE_CONV_2D'>(operands, (op) => inputOf(op, 0).type === 'UINT8'),
  ],
  engine: () => 'nn',
  cost: (op) => convolutionWork(inputOf(op, 0).shape, weightShapeOf(op), 'depthwise', op.options),
  lower(op) {
    const input = inputOf(op, 0);
    const filter = inputOf(op, 1);
    const weightShape = weightShapeOf(op);
    return lowerTo(
      convolution,
      convolutionParameters(
        op,
        {
          input,
          filter,
          bias: op.inputs[2],
          output: outputOf(op),
          weights: channelsFirst(constantWeights(filter), weightShape[0]),
          weightShape,
          groups: asNhwc(input.shape)[3],
          roundsOnceWhenBuiltin: false,
        },
        op.options,
      ),
      [0],
    );
  },
});

/** `[rows × columns, channels]` to `[channels, rows × columns]`. */
function channelsFirst<Codes extends Int8Array | Uint8Array>(codes: Codes, channels: number): Codes {
  const result = codes.slice() as Codes;
  const positions = codes.length / channels;
  for (let position = 0; position < positions; position++) {
    for (let channel = 0; channel < channels; channel++) {
      result[channel * positions + position] = codes[position * channels + channel] as number;
    }
  }
  return result;
}
