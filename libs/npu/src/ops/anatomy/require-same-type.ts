import type { OperatorView } from '../../graph/operator-view.js';
import { inputOf } from '../../graph/operator-view.js';
import { refuseToPrepare } from './refuse-to-prepare.js';
import { tensorText } from './tensor-text.js';

/** Refuses an operator whose outputs, or named further inputs, differ in type from the first named input. */
export function requireSameType(op: OperatorView, inputs: readonly number[] = [0]): void {
  const tensors = [...inputs.map((position) => inputOf(op, position)), ...op.outputs];
  const type = tensors[0]?.type;
  const odd = tensors.find((tensor) => tensor.type !== type);
  if (odd === undefined) return;
  refuseToPrepare(
    op,
    {
      id: 'operator.types-differ',
      rule: 'Operands and result of an operator that does not convert have one type.',
      detail: `${tensorText(odd)} is ${odd.type}, the first operand is ${type}`,
      hint: 'Export the model again with an up-to-date converter; a change of type needs a QUANTIZE or CAST operator.',
    },
    odd,
  );
}
