import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { defineRule } from '../anatomy/define-rule.js';
import { tableOperator } from '../anatomy/table-operator.js';

const finiteAlpha = defineRule<'LEAKY_RELU'>({
  id: 'leaky-relu.alpha',
  rule: 'The slope is a finite number.',
  effect: 'refuse',
  hint: 'Export the model again; this file is damaged.',
  check: ({ options }) =>
    Number.isFinite(options.alpha) ? undefined : { detail: `the slope is ${options.alpha}` },
});

/** Scale ratios are formed in float32 steps. */
export const leakyRelu = tableOperator<'LEAKY_RELU'>({
  builtin: 'LEAKY_RELU',
  source: 'TFLite kernels/activations.cc; reference_ops::QuantizeLeakyRelu',
  operation: 'leaky',
  rules: [finiteAlpha],
  resultOf(op) {
    const from = perTensorOf(op, inputOf(op, 0));
    const to = perTensorOf(op, outputOf(op));
    const positive = quantizeMultiplier(Math.fround(from.scale / to.scale));
    const slope = Math.fround(from.scale * op.options.alpha);
    const negative = quantizeMultiplier(Math.fround(slope / to.scale));
    return (code) => {
      const value = code - from.zeroPoint;
      const { multiplier, shift } = value >= 0 ? positive : negative;
      return multiplyByQuantizedMultiplier(value, multiplier, shift) + to.zeroPoint;
    };
  },
});
