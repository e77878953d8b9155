import { defineRule } from '../../ops/anatomy/define-rule.js';
import { tensorText } from '../../ops/anatomy/tensor-text.js';

/** Source: notes of the 2022 evaluation server beside its compile errors. */
export const weightRange = defineRule({
  id: 'weights.minus-128',
  rule: 'Symmetric INT8 weights lie in [-127, 127].',
  effect: 'off-npu',
  hint: 'Quantise weights with a narrow range (-127..127), as the TensorFlow converter does; the real server says: Quantized tensor value(s) outside the range [-127,127].',
  check(op) {
    const filter = ['CONV_2D', 'DEPTHWISE_CONV_2D', 'TRANSPOSE_CONV', 'FULLY_CONNECTED'].includes(op.builtin)
      ? op.inputs[1]
      : undefined;
    if (filter?.type !== 'INT8' || filter.data === undefined) return undefined;
    const at = filter.data.indexOf(0x80);
    return at < 0
      ? undefined
      : { detail: `${tensorText(filter)} holds -128 at element ${at}`, tensor: filter.id };
  },
});
