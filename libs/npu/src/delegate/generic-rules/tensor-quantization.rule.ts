import { defineRule } from '../../ops/anatomy/define-rule.js';
import { tensorText } from '../../ops/anatomy/tensor-text.js';
import { codeRange } from '../../arithmetic/activation-range.js';
import type { GraphTensor } from '../../graph/graph.js';
import { allTensors, isEightBit } from './operands.js';

export const tensorQuantization = defineRule({
  id: 'tensor.quantization',
  rule: 'Every 8-bit tensor has positive, finite scales and zero points inside its type; activations have one of each.',
  effect: 'refuse',
  hint: 'Convert with a representative data set, so that every tensor is calibrated; the real delegate says: Int8 or uint8 input without quantization is not supported.',
  check(op) {
    for (const tensor of allTensors(op)) {
      const fault = isEightBit(tensor) ? faultOf(tensor) : undefined;
      if (fault !== undefined) return { detail: `${tensorText(tensor)} ${fault}`, tensor: tensor.id };
    }
    return undefined;
  },
});

function faultOf(tensor: GraphTensor): string | undefined {
  const { quantization } = tensor;
  if (quantization === undefined || quantization.scale.length === 0) return 'has no quantisation';
  const scale = quantization.scale.find((value) => !(value > 0) || !Number.isFinite(value));
  if (scale !== undefined) return `has scale ${scale}`;
  const { minimum, maximum } = codeRange(tensor.type);
  const zeroPoint = quantization.zeroPoint.find((value) => value < minimum || value > maximum);
  if (zeroPoint !== undefined) return `has zero point ${zeroPoint}, outside ${minimum}..${maximum}`;
  const { scale: scales, zeroPoint: zeroPoints } = quantization;
  if (zeroPoints.length > 1 && zeroPoints.length !== scales.length) {
    return `has ${scales.length} scales but ${zeroPoints.length} zero points`;
  }
  if (tensor.data === undefined && scales.length !== 1)
    return `is an activation with ${scales.length} scales`;
  return undefined;
}
