import type { CommitResultRequest, PictureOutput } from '@npufarm/agent-protocol';
import { type FailureClass, failureClasses } from '@npufarm/contracts';
import type { BoardOutcome } from '../boards/board-outcome.js';

/** How an attempt ended, as the control plane takes it. */
export type WireOutcome = NonNullable<CommitResultRequest['outcome']>;

/** An outcome for the wire. `pictures` are the outputs of a fidelity run by digest. */
export function toWireOutcome(outcome: BoardOutcome, pictures: readonly PictureOutput[]): WireOutcome {
  switch (outcome.kind) {
    case 'timing':
      return { $case: 'timing', value: { resultJson: JSON.stringify(outcome.result) } };
    case 'fidelity': {
      const environmentJson = JSON.stringify(outcome.environment);
      return { $case: 'fidelity', value: { pictures: [...pictures], environmentJson } };
    }
    case 'rejected':
      return { $case: 'rejected', value: { issuesJson: JSON.stringify(outcome.issues) } };
    case 'failed':
      return failedOutcome(outcome.failureClass, outcome.detail);
    case 'cancelled':
      return { $case: 'cancelled', value: { proof: outcome.proof } };
  }
}

/** A failure for the wire; without a detail the class's own sentence is used. */
export function failedOutcome(failureClass: FailureClass, detail = ''): WireOutcome {
  const text = detail === '' ? failureClasses[failureClass].text : detail;
  return { $case: 'failed', value: { failureClass, detail: text } };
}

/** An outcome in one line for the attempt's log. */
export function describeOutcome(outcome: WireOutcome): string {
  switch (outcome.$case) {
    case 'timing':
      return 'the runtime is known';
    case 'fidelity':
      return `${outcome.value.pictures.length} pictures are ready`;
    case 'rejected':
      return 'the delegate refuses the model';
    case 'failed':
      return `${outcome.value.failureClass}: ${outcome.value.detail}`;
    case 'cancelled':
      return `cancelled: ${outcome.value.proof}`;
  }
}
