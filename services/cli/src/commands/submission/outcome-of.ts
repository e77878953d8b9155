import { consequenceOf, type SubmissionState, type SubmissionView } from '@npufarm/contracts';
import type { ErrorBlock } from '../../output/answer.js';
import { type ExitCode, exitCodes } from '../../output/exit-code.js';

interface Outcome {
  readonly exitCode: ExitCode;
  readonly error?: ErrorBlock;
}

interface FailureOfState {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly message: string;
}

const failures: Readonly<Partial<Record<SubmissionState, FailureOfState>>> = {
  REJECTED: { exitCode: exitCodes.refused, code: 'submission.rejected', message: 'the model was refused' },
  FAILED: {
    exitCode: exitCodes.infrastructure,
    code: 'submission.failed',
    message: 'the evaluation failed',
  },
  WITHDRAWN: {
    exitCode: exitCodes.cancelled,
    code: 'submission.withdrawn',
    message: 'the submission was withdrawn',
  },
};

/** Whether a model failed by its own doing, such as a limit that it exceeded; the reason names the failure class. */
function isOwnFault(reasonId: string | undefined): boolean {
  const failureClass = /^job\.(.+)$/
    .exec(reasonId ?? '')?.[1]
    ?.toUpperCase()
    .replaceAll('-', '_');
  return failureClass !== undefined && consequenceOf(failureClass).fault === 'participant';
}

/** Exit status and error block of a submission's state; a state that is not final yet is no failure. */
export function outcomeOf(view: SubmissionView): Outcome {
  const failure = failures[view.state];
  if (failure === undefined) return { exitCode: exitCodes.done };
  const reason = view.stateReason ?? view.issues[0];
  return {
    exitCode: view.state === 'FAILED' && isOwnFault(reason?.id) ? exitCodes.refused : failure.exitCode,
    error: {
      code: failure.code,
      message: reason?.detail ?? failure.message,
      hint: reason?.hint === '' ? undefined : reason?.hint,
    },
  };
}
