import { z } from 'zod';

export const jobStates = [
  'QUEUED',
  'ACTIVE',
  'SUCCEEDED',
  'REJECTED',
  'FAILED',
  'CANCELLED',
  'EXPIRED',
] as const;
export const jobStateSchema = z.enum(jobStates).meta({ id: 'JobState' });
export type JobState = z.infer<typeof jobStateSchema>;

export const jobKinds = ['timing', 'fidelity', 'cpu', 'canary'] as const;
export const jobKindSchema = z.enum(jobKinds).meta({ id: 'JobKind' });
export type JobKind = z.infer<typeof jobKindSchema>;

/** True when a job in this state never changes any more. */
export function isFinalJobState(state: JobState): boolean {
  return state !== 'QUEUED' && state !== 'ACTIVE';
}
