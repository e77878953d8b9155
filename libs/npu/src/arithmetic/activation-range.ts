import { ModelFault } from '../model-fault.js';
import type { PerTensorQuantization } from '../graph/quantization-of.js';
import { roundHalfAway } from './quantized-multiplier.js';

export interface CodeRange {
  readonly minimum: number;
  readonly maximum: number;
}

export type FusedActivation = 'NONE' | 'RELU' | 'RELU_N1_TO_1' | 'RELU6' | 'TANH' | 'SIGN_BIT';

/** The codes of a type. */
export function codeRange(type: string): CodeRange {
  switch (type) {
    case 'UINT8':
      return { minimum: 0, maximum: 255 };
    case 'INT16':
      return { minimum: -32768, maximum: 32767 };
    case 'INT32':
      return { minimum: -0x80000000, maximum: 0x7fffffff };
    default:
      return { minimum: -128, maximum: 127 };
  }
}

/**
 * The codes that an activation leaves reachable.
 *
 * Bounds are a float32 division rounded half away from zero; a bound outside int32 is refused, as upstream refuses it.
 * Source: TFLite `CalculateActivationRangeQuantized`, kernels/kernel_util.cc.
 */
export function activationRange(
  activation: FusedActivation | 'RELU_0_TO_1',
  type: string,
  quantization: PerTensorQuantization,
): CodeRange {
  const { minimum, maximum } = codeRange(type);
  const code = (real: number): number => {
    const steps = roundHalfAway(Math.fround(Math.fround(real) / Math.fround(quantization.scale)));
    const result = steps + quantization.zeroPoint;
    if (!(Math.abs(steps) <= 0x7fffffff) || !(Math.abs(result) <= 0x7fffffff))
      throw overflow(quantization.scale);
    return result;
  };
  switch (activation) {
    case 'RELU':
      return { minimum: Math.max(minimum, code(0)), maximum };
    case 'RELU6':
      return { minimum: Math.max(minimum, code(0)), maximum: Math.min(maximum, code(6)) };
    case 'RELU_0_TO_1':
      return { minimum: Math.max(minimum, code(0)), maximum: Math.min(maximum, code(1)) };
    case 'RELU_N1_TO_1':
      return { minimum: Math.max(minimum, code(-1)), maximum: Math.min(maximum, code(1)) };
    default:
      return { minimum, maximum };
  }
}

function overflow(scale: number): ModelFault {
  return new ModelFault({
    id: 'tensor.scale-too-small',
    rule: 'An activation bound divided by the output scale fits 32 bits.',
    detail: `output scale ${scale} is too small for a fused activation`,
    hint: 'Calibrate with representative data; a scale this small comes from an output that was constant during calibration.',
  });
}
