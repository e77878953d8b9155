import type { CommitResultRequest } from '@npufarm/agent-protocol';
import {
  type FailureClass,
  failureClassSchema,
  fidelityEnvironmentSchema,
  type FidelityResult,
  fidelityResultSchema,
  type Issue,
  issueSchema,
  type TimingResult,
  timingResultSchema,
} from '@npufarm/contracts';
import { z } from 'zod';

/** How an agent says that its attempt ended, read and checked by itself. */
export type PresentedOutcome =
  | { readonly event: 'commit-success'; readonly kind: 'timing'; readonly data: TimingResult }
  | { readonly event: 'commit-success'; readonly kind: 'fidelity'; readonly data: FidelityResult }
  | { readonly event: 'commit-rejection'; readonly kind: 'rejection'; readonly data: Issue[] }
  | { readonly event: 'fail'; readonly failureClass: FailureClass; readonly detail: string }
  | { readonly event: 'confirm-cancel'; readonly detail: string };

const issuesSchema = z.array(issueSchema).min(1);

/** Reads an outcome from the wire; one that breaks the contract counts as a failure by a bug of the agent. */
export function readOutcome({ outcome }: CommitResultRequest): PresentedOutcome {
  try {
    switch (outcome?.$case) {
      case 'timing':
        return {
          event: 'commit-success',
          kind: 'timing',
          data: timingResultSchema.parse(JSON.parse(outcome.value.resultJson)),
        };
      case 'fidelity': {
        const environment = fidelityEnvironmentSchema.parse(JSON.parse(outcome.value.environmentJson));
        const data = fidelityResultSchema.parse({ pictures: outcome.value.pictures, environment });
        return { event: 'commit-success', kind: 'fidelity', data };
      }
      case 'rejected':
        return {
          event: 'commit-rejection',
          kind: 'rejection',
          data: issuesSchema.parse(JSON.parse(outcome.value.issuesJson)),
        };
      case 'failed': {
        const known = failureClassSchema.safeParse(outcome.value.failureClass);
        if (known.success) return { event: 'fail', failureClass: known.data, detail: outcome.value.detail };
        return bug(
          `The agent gave the failure class "${outcome.value.failureClass}": ${outcome.value.detail}`,
        );
      }
      case 'cancelled':
        return { event: 'confirm-cancel', detail: outcome.value.proof };
      case undefined:
        return bug('The agent presented a result without an outcome.');
    }
  } catch (cause) {
    return bug(`The agent presented a result that breaks the contract: ${reasonOf(cause)}`);
  }
}

/** A failure that nobody but the farm has to answer for. */
export function bug(detail: string): PresentedOutcome {
  return { event: 'fail', failureClass: 'BUG', detail };
}

function reasonOf(cause: unknown): string {
  if (cause instanceof z.ZodError) {
    const [issue] = cause.issues;
    return issue === undefined ? 'unknown' : `${issue.path.join('.')}: ${issue.message}`;
  }
  return cause instanceof Error ? cause.message : String(cause);
}
