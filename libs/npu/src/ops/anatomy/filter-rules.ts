import type { BuiltinName } from '@npufarm/tflite';
import type { GraphTensor } from '../../graph/graph.js';
import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { shapeText } from '../../graph/shape.js';
import { defineRule, type Rule } from './define-rule.js';
import { tensorText } from './tensor-text.js';

/** Where an operator with a filter keeps its operands. */
export interface FilterOperands {
  readonly input: number;
  readonly filter: number;
  readonly bias: number;
  /** The filter's axis of output channels. */
  readonly channelAxis: number;
}

/** What TFLite itself asks of filter and bias of a quantised operator. Source: kernels/kernel_util.cc. */
export function filterRules<Builtin extends BuiltinName>(operands: FilterOperands): readonly Rule<Builtin>[] {
  const filterOf = (op: OperatorView): GraphTensor => inputOf(op, operands.filter);
  const biasOf = (op: OperatorView): GraphTensor | undefined => op.inputs[operands.bias];
  return [
    defineRule<Builtin>({
      id: 'filter.type',
      rule: 'INT8 activations go with INT8 weights, UINT8 activations with UINT8 weights.',
      effect: 'refuse',
      hint: 'Quantise weights and activations together (full-integer quantisation).',
      check(op) {
        const input = inputOf(op, operands.input);
        const odd = [filterOf(op), outputOf(op)].find(({ type }) => type !== input.type);
        return (
          odd && { detail: `${tensorText(odd)} is ${odd.type}, the input ${input.type}`, tensor: odd.id }
        );
      },
    }),
    defineRule<Builtin>({
      id: 'filter.scales',
      rule: 'A filter has one scale, or one per output channel.',
      effect: 'refuse',
      hint: 'Export with per-axis weights over the output channels (the converter’s default).',
      check(op) {
        const filter = filterOf(op);
        const { scale = [], quantizedDimension = 0 } = filter.quantization ?? {};
        const isPerAxis =
          filter.type === 'INT8' &&
          quantizedDimension === operands.channelAxis &&
          scale.length === filter.shape[operands.channelAxis];
        if (scale.length === 1 || isPerAxis) return undefined;
        return {
          detail: `${tensorText(filter)} of shape ${shapeText(filter.shape)} has ${scale.length} scales along axis ${quantizedDimension}`,
          tensor: filter.id,
        };
      },
    }),
    defineRule<Builtin>({
      id: 'bias.type',
      rule: 'The bias of an 8-bit operator is INT32.',
      effect: 'refuse',
      hint: 'Convert with 8-bit activations; INT64 biases belong to 16-bit ones, FLOAT32 biases to float models.',
      check(op) {
        const bias = biasOf(op);
        return bias === undefined || bias.type === 'INT32'
          ? undefined
          : { detail: `${tensorText(bias)} is ${bias.type}`, tensor: bias.id };
      },
    }),
  ];
}

/** Asked where the arithmetic is the legacy one: uint8 convolutions and per-tensor fully connected layers. */
export function biasScaleRule<Builtin extends BuiltinName>(
  operands: FilterOperands,
  isAsked: (op: OperatorView) => boolean,
): Rule<Builtin> {
  return defineRule<Builtin>({
    id: 'bias.scale',
    rule: 'The scale of the bias is the product of the scales of input and filter.',
    effect: 'refuse',
    hint: 'Let the converter quantise the bias; TFLite itself refuses a bias whose scale is off by more than 0.02 of the output scale.',
    check(op) {
      const bias = op.inputs[operands.bias];
      if (bias === undefined || !isAsked(op)) return undefined;
      const product = Math.fround(
        perTensorOf(op, inputOf(op, operands.input)).scale *
          perTensorOf(op, inputOf(op, operands.filter)).scale,
      );
      const scale = bias.quantization?.scale[0] ?? 0;
      const isClose = Math.abs(product - scale) / perTensorOf(op, outputOf(op)).scale <= 0.02;
      return isClose
        ? undefined
        : { detail: `${tensorText(bias)} has scale ${scale} instead of ${product}`, tensor: bias.id };
    },
  });
}
