import { inputOf } from '../../graph/operator-view.js';
import { asNhwc, shapeText } from '../../graph/shape.js';
import { defineRule, type Rule } from '../anatomy/define-rule.js';
import { tensorText } from '../anatomy/tensor-text.js';

type ConvolutionRule = Rule<'CONV_2D'>;

const bias: ConvolutionRule = defineRule({
  id: 'conv-2d.bias-missing',
  rule: 'A quantised convolution carries an INT32 bias.',
  effect: 'refuse',
  hint: 'Keep `use_bias=True` (a bias of zeros is fine); TFLite itself does not run a quantised CONV_2D without one.',
  check(op) {
    const tensor = op.inputs[2];
    if (tensor === undefined) return { detail: 'there is no bias' };
    return tensor.type === 'INT32'
      ? undefined
      : { detail: `${tensorText(tensor)} is ${tensor.type}`, tensor: tensor.id };
  },
});

const filterType: ConvolutionRule = defineRule({
  id: 'conv-2d.filter-type',
  rule: 'INT8 activations go with INT8 weights, UINT8 activations with UINT8 weights.',
  effect: 'refuse',
  hint: 'Quantise weights and activations together (full-integer quantisation).',
  check(op) {
    const input = inputOf(op, 0);
    const filter = inputOf(op, 1);
    if (input.type === filter.type) return undefined;
    return { detail: `${tensorText(filter)} is ${filter.type}, its input ${input.type}`, tensor: filter.id };
  },
});

const filterScales: ConvolutionRule = defineRule({
  id: 'conv-2d.filter-scales',
  rule: 'A filter has one scale, or one per output channel.',
  effect: 'refuse',
  hint: 'Export with per-axis weights over the output channels (the converter’s default).',
  check(op) {
    const filter = inputOf(op, 1);
    const [outputs] = asNhwc(filter.shape);
    const scales = filter.quantization?.scale.length ?? 0;
    const axis = filter.quantization?.quantizedDimension ?? 0;
    if (scales === 1 || (scales === outputs && axis === 0 && filter.type === 'INT8')) return undefined;
    return {
      detail: `${tensorText(filter)} of shape ${shapeText(filter.shape)} has ${scales} scales along axis ${axis}`,
      tensor: filter.id,
    };
  },
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
  filterType,
  filterScales,
  groupedBatch,
  nnWindow,
];
