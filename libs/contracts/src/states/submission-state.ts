import { z } from 'zod';

export const submissionStates = [
  'RECEIVED',
  'CHECKING',
  'EVALUATING',
  'SCORED',
  'REJECTED',
  'FAILED',
  'WITHDRAWN',
] as const;
export const submissionStateSchema = z.enum(submissionStates).meta({ id: 'SubmissionState' });
export type SubmissionState = z.infer<typeof submissionStateSchema>;

const finalStates: ReadonlySet<SubmissionState> = new Set(['SCORED', 'REJECTED', 'FAILED', 'WITHDRAWN']);

/** True when a submission in this state never changes any more. */
export function isFinalSubmissionState(state: SubmissionState): boolean {
  return finalStates.has(state);
}
