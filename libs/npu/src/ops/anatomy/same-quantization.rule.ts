import type { BuiltinName } from '@npufarm/tflite';
import type { GraphTensor } from '../../graph/graph.js';
import { defineRule, type Rule, type RuleEffect } from './define-rule.js';
import { eightBit } from './define-operator.js';
import { tensorText } from './tensor-text.js';

/**
 * Operands and results of an operator that moves raw codes have one scale and zero point.
 *
 * `refuse` where TFLite itself checks it, `warn` where it moves the codes without looking.
 */
export function sameQuantization<Builtin extends BuiltinName>(
  effect: RuleEffect,
  operands: readonly number[] = [0],
): Rule<Builtin> {
  return defineRule<Builtin>({
    id: effect === 'warn' ? 'move.quantization-differs' : 'operator.quantization-differs',
    rule: 'Operand and result have one scale and zero point, since raw codes are moved.',
    effect,
    hint: 'Let the converter give both tensors one scale, or put a QUANTIZE between them: the same code would mean another value behind this operator.',
    check(op) {
      const tensors = [...operands.map((position) => op.inputs[position]), ...op.outputs]
        .filter((tensor) => tensor !== undefined)
        .filter(({ type }) => eightBit.includes(type));
      const [first] = tensors;
      const odd = tensors.find((tensor) => first !== undefined && !agree(first, tensor));
      return (
        odd && {
          detail: `${tensorText(odd)} has ${quantizationText(odd)}, the first operand ${quantizationText(first)}`,
          tensor: odd.id,
        }
      );
    },
  });
}

function agree(a: GraphTensor, b: GraphTensor): boolean {
  return (
    a.quantization?.scale[0] === b.quantization?.scale[0] &&
    (a.quantization?.zeroPoint[0] ?? 0) === (b.quantization?.zeroPoint[0] ?? 0)
  );
}

function quantizationText(tensor: GraphTensor | undefined): string {
  return `scale ${tensor?.quantization?.scale[0]}, zero point ${tensor?.quantization?.zeroPoint[0] ?? 0}`;
}
