import { inputOf, outputOf } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { add as kernel } from '../../kernels/reference/add.js';
import { broadcastOutput } from '../anatomy/broadcast-output.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { addParameters } from './add-parameters.js';

export const add = defineOperator<'ADD'>({
  builtin: 'ADD',
  source: 'TFLite kernels/add.cc; reference_integer_ops::AddElementwise',
  types: eightBit,
  prepare: broadcastOutput,
  rules: [],
  engine: () => 'nn',
  cost: (op) => ({ kind: 'elementwise', operation: 'add', elements: elementsOf(outputOf(op).shape) }),
  lower: (op) =>
    lowerTo(kernel, addParameters(op, inputOf(op, 0), inputOf(op, 1), op.options.fusedActivation, 1), [0, 1]),
});
