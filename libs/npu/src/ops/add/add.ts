import { add as kernel } from '../../kernels/reference/add.js';
import { inputOf } from '../../graph/operator-view.js';
import { elementwiseOperator } from '../anatomy/elementwise-operator.js';
import { lowerElementwise } from '../anatomy/lower-elementwise.js';
import { addParameters } from './add-parameters.js';

export const add = elementwiseOperator<'ADD'>({
  builtin: 'ADD',
  source: 'TFLite kernels/add.cc; reference_integer_ops::AddElementwise',
  engine: 'nn',
  operation: 'add',
  integers: 'add',
  activation: (op) => op.options.fusedActivation,
  lower(op) {
    const { fusedActivation } = op.options;
    return lowerElementwise(
      op,
      kernel,
      addParameters(op, inputOf(op, 0), inputOf(op, 1), fusedActivation, 1),
    );
  },
});
