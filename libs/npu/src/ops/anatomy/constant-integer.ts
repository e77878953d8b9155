import { constantIntegers } from '../../graph/constant-integers.js';
import type { GraphTensor } from '../../graph/graph.js';
import type { OperatorView } from '../../graph/operator-view.js';
import { refuseToPrepare } from './refuse-to-prepare.js';
import { tensorText } from './tensor-text.js';

/** The only value of a constant operand such as an axis. */
export function constantInteger(op: OperatorView, tensor: GraphTensor): number {
  const [value, ...rest] = constantIntegers(op, tensor);
  if (value !== undefined && rest.length === 0) return value;
  return refuseToPrepare(
    op,
    {
      id: 'operator.operand-length',
      rule: 'An axis is one number.',
      detail: `${tensorText(tensor)} holds ${value === undefined ? 0 : rest.length + 1} numbers`,
      hint: 'Export the model again with an up-to-date converter; this file is damaged or was edited by hand.',
    },
    tensor,
  );
}
