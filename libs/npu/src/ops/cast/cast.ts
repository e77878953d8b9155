import { inputOf } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { cast as kernel } from '../../kernels/reference/cast.js';
import { defineOperator, lowerTo } from '../anatomy/define-operator.js';
import { defineRule } from '../anatomy/define-rule.js';
import { movableTypes } from '../anatomy/movable-types.js';

/** Source: tflite-vx-delegate, op_status.md (CAST is not mapped). */
const notOnNpu = defineRule<'CAST'>({
  id: 'cast.off-npu',
  rule: 'A CAST runs on the CPU.',
  effect: 'off-npu',
  hint: 'Use QUANTIZE to change the type of a picture: a CAST copies raw codes and ignores scale and zero point.',
  check: (op) => ({ detail: `casts ${op.inputs[0]?.type} to ${op.outputs[0]?.type}` }),
});

export const cast = defineOperator<'CAST'>({
  builtin: 'CAST',
  source: 'TFLite kernels/cast.cc (integer types)',
  types: movableTypes,
  prepare: (op) => [inputOf(op, 0).shape],
  rules: [notOnNpu],
  engine: () => 'ppu',
  cost: (op) => ({ kind: 'activation', operation: 'requantise', elements: elementsOf(inputOf(op, 0).shape) }),
  lower: () => lowerTo(kernel, {}, [0]),
});
