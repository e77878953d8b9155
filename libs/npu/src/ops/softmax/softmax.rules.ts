import { codeRange } from '../../arithmetic/activation-range.js';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { defineRule, type Rule } from '../anatomy/define-rule.js';
import { tensorText } from '../anatomy/tensor-text.js';

const outputQuantization = defineRule<'SOFTMAX'>({
  id: 'softmax.output-quantization',
  rule: 'The result of a SOFTMAX has scale 1/256 and the lowest code as zero point.',
  effect: 'refuse',
  hint: 'Let the converter quantise the result: the reference kernel assumes scale 1/256 without looking.',
  check(op) {
    const output = outputOf(op);
    const { scale, zeroPoint } = perTensorOf(op, output);
    return scale === 1 / 256 && zeroPoint === codeRange(output.type).minimum
      ? undefined
      : { detail: `${tensorText(output)} has scale ${scale}, zero point ${zeroPoint}`, tensor: output.id };
  },
});

const inputScale = defineRule<'SOFTMAX'>({
  id: 'softmax.input-scale',
  rule: 'Scale times beta of a SOFTMAX is above 2^-26.',
  effect: 'refuse',
  hint: 'Calibrate with representative data; an input this flat makes every share equal.',
  check(op) {
    const input = inputOf(op, 0);
    const product = op.options.beta * perTensorOf(op, input).scale;
    return product * 2 ** 26 > 1
      ? undefined
      : { detail: `${tensorText(input)} times beta steps by ${product}`, tensor: input.id };
  },
});

/** Source: TFLite kernels/activations.cc and `PreprocessSoftmaxScaling`, quantization_util.cc. */
export const softmaxRules: readonly Rule<'SOFTMAX'>[] = [outputQuantization, inputScale];
