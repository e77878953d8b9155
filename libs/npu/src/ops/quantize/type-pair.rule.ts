import { inputOf, outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { eightBit } from '../anatomy/define-operator.js';
import { defineRule } from '../anatomy/define-rule.js';
import { tensorText } from '../anatomy/tensor-text.js';

/** Source: TFLite kernels/quantize.cc, `Prepare`. */
export const typePair = defineRule<'QUANTIZE'>({
  id: 'quantize.types',
  rule: 'QUANTIZE turns INT8 and UINT8 into each other or themselves, and INT16 or INT32 into INT8.',
  effect: 'refuse',
  hint: 'Quantise the whole network to 8 bits; 16-bit activations have no fast path and are not accepted.',
  check(op) {
    const input = inputOf(op, 0);
    const output = outputOf(op);
    const fits = eightBit.includes(input.type) ? eightBit.includes(output.type) : output.type === 'INT8';
    // Placement asks for quantisation of 8-bit tensors only; a missing one is refused here.
    perTensorOf(op, input);
    return fits
      ? undefined
      : { detail: `${tensorText(input)} is ${input.type}, the result ${output.type}`, tensor: output.id };
  },
});
