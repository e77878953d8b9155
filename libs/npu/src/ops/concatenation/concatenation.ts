import { roundHalfAway } from '../../arithmetic/quantized-multiplier.js';
import type { GraphTensor } from '../../graph/graph.js';
import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { elementsOf, shapeText } from '../../graph/shape.js';
import { clamp } from '../../kernels/reference/clamp.js';
import { concatenation as kernel } from '../../kernels/reference/concatenation.js';
import { defineOperator, lowerTo } from '../anatomy/define-operator.js';
import { defineRule } from '../anatomy/define-rule.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { tensorText } from '../anatomy/tensor-text.js';

type View = OperatorView<'CONCATENATION'>;

const present = (op: View): readonly GraphTensor[] => op.inputs.map((_, position) => inputOf(op, position));

const axisOf = (op: View): number => {
  const rank = inputOf(op, 0).shape.length;
  return op.options.axis < 0 ? op.options.axis + rank : op.options.axis;
};

const equalScales = defineRule<'CONCATENATION'>({
  id: 'concatenation.int8-scales-differ',
  rule: 'All INT8 inputs of a concatenation have the scale and zero point of its output.',
  effect: 'refuse',
  hint: 'Let the converter quantise all inputs with one scale; TFLite itself refuses to rescale INT8 here.',
  check(op) {
    const output = outputOf(op);
    if (output.type !== 'INT8') return undefined;
    const to = perTensorOf(op, output);
    for (const input of present(op)) {
      const from = perTensorOf(op, input);
      if (from.scale === to.scale && from.zeroPoint === to.zeroPoint) continue;
      return {
        detail: `${tensorText(input)} has scale ${from.scale}, zero point ${from.zeroPoint}; the output has ${to.scale}, ${to.zeroPoint}`,
        tensor: input.id,
      };
    }
    return undefined;
  },
});

const fused = defineRule<'CONCATENATION'>({
  id: 'concatenation.fused-activation',
  rule: 'A concatenation has no fused activation.',
  effect: 'refuse',
  hint: 'Put the activation into the layers before.',
  check: (op) =>
    op.options.fusedActivation === 'NONE'
      ? undefined
      : { detail: `fused activation ${op.options.fusedActivation}` },
});

export const concatenation = defineOperator<'CONCATENATION'>({
  builtin: 'CONCATENATION',
  source: 'TFLite kernels/concatenation.cc; reference_ops::Concatenation, ConcatenationWithScaling (uint8)',
  types: movableTypes,
  prepare(op) {
    requireSameType(op);
    const first = inputOf(op, 0);
    const axis = axisOf(op);
    const fits = (input: GraphTensor): boolean =>
      input.type === first.type &&
      input.shape.length === first.shape.length &&
      input.shape.every((size, a) => a === axis || size === first.shape[a]);
    const inputs = present(op);
    const odd = inputs.find((input) => !fits(input));
    if (axis < 0 || axis >= first.shape.length || odd !== undefined) {
      return refuseToPrepare(
        op,
        {
          id: 'concatenation.shapes',
          rule: 'Inputs of a concatenation agree in type and in every size but that of its axis.',
          detail: `axis ${op.options.axis}, shapes ${inputs.map((input) => shapeText(input.shape)).join(' ')}`,
          hint: 'Make the sizes agree, by padding or cropping before the concatenation.',
        },
        odd,
      );
    }
    const length = inputs.reduce((sum, input) => sum + (input.shape[axis] ?? 0), 0);
    return [first.shape.map((size, a) => (a === axis ? length : size))];
  },
  rules: [equalScales, fused, eightBitOnNpu],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'copy', bytes: present(op).map((input) => elementsOf(input.shape)) }),
  lower: (op) =>
    lowerTo(
      kernel,
      { axis: axisOf(op), tables: rescalingTables(op) },
      op.inputs.map((_, position) => position),
    ),
});

/** The arithmetic of uint8 inputs whose scale differs from the output's, in float32 steps. */
function rescalingTables(op: View): Uint8Array {
  const output = outputOf(op);
  if (output.type !== 'UINT8') return new Uint8Array(0);
  const to = perTensorOf(op, output);
  const inverse = Math.fround(1 / to.scale);
  const inputs = present(op).map((input) => perTensorOf(op, input));
  if (inputs.every((from) => from.scale === to.scale && from.zeroPoint === to.zeroPoint))
    return new Uint8Array(0);
  return Uint8Array.from({ length: inputs.length * 256 }, (_, i) => {
    const from = inputs[i >> 8] ?? to;
    const code = i & 255;
    if (from.scale === to.scale && from.zeroPoint === to.zeroPoint) return code;
    const scale = Math.fround(from.scale * inverse);
    const bias = Math.fround(-from.zeroPoint * scale);
    const value = roundHalfAway(Math.fround(Math.fround(code * scale) + bias)) + to.zeroPoint;
    return clamp(value, 0, 255);
  });
}
