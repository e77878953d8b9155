import type { Reason } from '../reason.js';

/** Why an operator is in no layer: it was computed when the model was compiled. */
export function foldedReason(index: number, builtin: string): Reason {
  return {
    id: 'operator.folded',
    rule: 'Operators on constants and shapes are computed when the model is compiled.',
    detail: `operator ${index} (${builtin}) is folded to a constant at compile time`,
    hint: 'Nothing to do: it costs no time on the board.',
  };
}
