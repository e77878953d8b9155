import type { SubmissionState, SubmissionView } from '@npufarm/contracts';
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

/** Exit status and error block of a submission's state; a state that is not final yet is no failure. */
export function outcomeOf(view: SubmissionView): Outcome {
  const failure = failures[view.state];
  if (failure === undefined) return { exitCode: exitCodes.done };
  const reason = view.stateReason ?? view.issues[0];
  return {
    exitCode: failure.exitCode,
    error: {
      code: failure.code,
      message: reason?.detail ?? failure.message,
      hint: reason?.hint === '' ? undefined : reason?.hint,
    },
  };
}
