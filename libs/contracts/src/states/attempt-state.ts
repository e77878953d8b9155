import { z } from 'zod';

export const attemptStates = [
  'OFFERED',
  'ACCEPTED',
  'COMMITTED',
  'FAILED',
  'LOST',
  'FENCED',
  'CANCELLED',
] as const;
export const attemptStateSchema = z.enum(attemptStates).meta({ id: 'AttemptState' });
export type AttemptState = z.infer<typeof attemptStateSchema>;

export const stages = ['preparing', 'compiling', 'measuring', 'uploading'] as const;
/** Where an attempt stands; rides the event stream. */
export const stageSchema = z.enum(stages).meta({ id: 'Stage' });
export type Stage = z.infer<typeof stageSchema>;

/** True when an attempt in this state never changes any more. */
export function isFinalAttemptState(state: AttemptState): boolean {
  return state !== 'OFFERED' && state !== 'ACCEPTED';
}
