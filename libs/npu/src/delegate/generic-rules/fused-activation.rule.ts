import { activationRange, type FusedActivation } from '../../arithmetic/activation-range.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { defineRule } from '../../ops/anatomy/define-rule.js';
import { isEightBit } from './operands.js';

const rectifiers: ReadonlySet<string> = new Set(['RELU', 'RELU6', 'RELU_N1_TO_1', 'RELU_0_TO_1']);
const computed: ReadonlySet<string> = new Set(['NONE', 'RELU', 'RELU6', 'RELU_N1_TO_1']);

/** Source: TFLite `CalculateActivationRangeQuantized`, kernels/kernel_util.cc, which refuses both. */
export const fusedActivation = defineRule({
  id: 'operator.fused-activation',
  rule: 'A fused activation of an 8-bit operator is RELU, RELU6 or RELU_N1_TO_1, and its bounds fit 32 bits.',
  effect: 'refuse',
  hint: 'Put other activations into operators of their own.',
  check(op) {
    const [output] = op.outputs;
    const fused = 'fusedActivation' in op.options ? op.options.fusedActivation : 'NONE';
    const activation = rectifiers.has(op.builtin) ? op.builtin : fused;
    if (output === undefined || !isEightBit(output)) return undefined;
    if (!rectifiers.has(op.builtin) && !computed.has(String(activation)))
      return { detail: `fused activation ${String(activation)}` };
    // Throws the fault of a scale that is too small for the bounds.
    activationRange(activation as FusedActivation | 'RELU_0_TO_1', output.type, perTensorOf(op, output));
    return undefined;
  },
});
