import { inputOf } from '../../graph/operator-view.js';
import { asNhwc } from '../../graph/shape.js';
import { defineRule, type Rule } from '../anatomy/define-rule.js';
import { biasScaleRule, filterRules, type FilterOperands } from '../anatomy/filter-rules.js';

type ConvolutionRule = Rule<'CONV_2D'>;

const operands: FilterOperands = { input: 0, filter: 1, bias: 2, channelAxis: 0 };

const bias: ConvolutionRule = defineRule({
  id: 'conv-2d.bias-missing',
  rule: 'A quantised convolution carries a bias.',
  effect: 'refuse',
  hint: 'Keep `use_bias=True` (a bias of zeros is fine); TFLite itself does not run a quantised CONV_2D without one.',
  check: (op) => (op.inputs[2] === undefined ? { detail: 'there is no bias' } : undefined),
});

const nnWindow: ConvolutionRule = defineRule({
  id: 'conv-2d.window-off-nn',
  rule: 'The NN cores take stride 1 and kernels up to 15x15, dilation included.',
  effect: 'warn',
  hint: 'Use stride 1 and a dilated kernel of at most 15x15; otherwise the tensor processors help out and the layer runs considerably slower.',
  check(op) {
    const [, kernelHeight, kernelWidth] = asNhwc(inputOf(op, 1).shape);
    const { strideH, strideW, dilationHFactor, dilationWFactor } = op.options;
    const inside =
      strideH === 1 &&
      strideW === 1 &&
      dilationHFactor + kernelHeight <= 16 &&
      dilationWFactor + kernelWidth <= 16;
    return inside
      ? undefined
      : {
          detail: `kernel ${kernelHeight}x${kernelWidth}, stride ${strideH}x${strideW}, dilation ${dilationHFactor}x${dilationWFactor}`,
        };
  },
});

const groupedBatch: ConvolutionRule = defineRule({
  id: 'conv-2d.grouped-batch',
  rule: 'A grouped convolution has batch 1.',
  effect: 'off-npu',
  hint: 'Export the model with batch 1.',
  check(op) {
    const [batch, , , channels] = asNhwc(inputOf(op, 0).shape);
    const [, , , depth] = asNhwc(inputOf(op, 1).shape);
    return batch > 1 && depth !== channels
      ? { detail: `batch ${batch} with ${channels / depth} groups` }
      : undefined;
  },
});

/** Sources: SyNAP manual (NN conditions); tflite-vx-delegate op map (batch of grouped convolutions); TFLite kernels/conv.cc (bias). */
export const convolutionRules: readonly ConvolutionRule[] = [
  bias,
  ...filterRules<'CONV_2D'>(operands),
  biasScaleRule<'CONV_2D'>(operands, (op) => inputOf(op, 0).type === 'UINT8'),
  groupedBatch,
  nnWindow,
];
