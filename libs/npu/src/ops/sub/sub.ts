import { add as kernel } from '../../kernels/reference/add.js';
import { inputOf } from '../../graph/operator-view.js';
import { addParameters } from '../add/add-parameters.js';
import { elementwiseOperator } from '../anatomy/elementwise-operator.js';
import { lowerElementwise } from '../anatomy/lower-elementwise.js';

export const sub = elementwiseOperator<'SUB'>({
  builtin: 'SUB',
  source: 'TFLite kernels/sub.cc; reference_integer_ops::AddElementwise with a negated multiplier',
  engine: 'nn',
  operation: 'sub',
  integers: 'subtract',
  activation: (op) => op.options.fusedActivation,
  lower(op) {
    const { fusedActivation } = op.options;
    return lowerElementwise(
      op,
      kernel,
      addParameters(op, inputOf(op, 0), inputOf(op, 1), fusedActivation, -1),
    );
  },
});
