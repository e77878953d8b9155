import { z } from 'zod';

/** What follows from a failure of one class. */
export interface FailureConsequence {
  /** Who must act. */
  readonly fault: 'participant' | 'infrastructure' | 'internal';
  /** True when the job gets another attempt on another board, up to its attempt limit. */
  readonly retry: boolean;
  /** True when the team gets its quota back once the job has failed for good. */
  readonly refund: boolean;
  /** True when the failure counts against the health of the board it happened on. */
  readonly blamesBoard: boolean;
  /** The sentence that participants and operators read. */
  readonly text: string;
}

/**
 * The failure taxonomy: class → consequences. Scheduler, quota, board health, API and UI read this table only.
 *
 * A model whose process crashes or hangs is tried on another board before anybody is blamed: one board alone
 * cannot tell a bad model from a bad board. It never counts against the board, or one such model would
 * quarantine every board that tries it.
 */
export const failureClasses = {
  PARTICIPANT_MODEL: {
    fault: 'participant',
    retry: false,
    refund: false,
    blamesBoard: false,
    text: 'The model cannot be evaluated as it is.',
  },
  PARTICIPANT_QUOTA: {
    fault: 'participant',
    retry: false,
    refund: false,
    blamesBoard: false,
    text: 'The team has used up its quota for this phase.',
  },
  DELEGATE_UNSUPPORTED: {
    fault: 'participant',
    retry: false,
    refund: false,
    blamesBoard: false,
    text: 'The delegate does not take this model.',
  },
  DELEGATE_RUNTIME: {
    fault: 'internal',
    retry: true,
    refund: true,
    blamesBoard: false,
    text: 'The process that ran the model ended unexpectedly.',
  },
  MEMORY_LIMIT: {
    fault: 'participant',
    retry: false,
    refund: false,
    blamesBoard: false,
    text: 'The model needs more memory than an attempt may use.',
  },
  NUMERIC_MISMATCH: {
    fault: 'infrastructure',
    retry: true,
    refund: true,
    blamesBoard: true,
    text: 'The board computed other values than the reference.',
  },
  TIMEOUT_QUEUE: {
    fault: 'infrastructure',
    retry: false,
    refund: true,
    blamesBoard: false,
    text: 'No suitable board became free in time.',
  },
  TIMEOUT_START: {
    fault: 'infrastructure',
    retry: true,
    refund: true,
    blamesBoard: false,
    text: 'The agent did not accept the attempt in time.',
  },
  TIMEOUT_PREPARING: {
    fault: 'infrastructure',
    retry: true,
    refund: true,
    blamesBoard: true,
    text: 'The board was not ready in time.',
  },
  TIMEOUT_COMPILING: {
    fault: 'participant',
    retry: true,
    refund: false,
    blamesBoard: false,
    text: 'Mapping and compiling the model took longer than allowed.',
  },
  TIMEOUT_MEASURING: {
    fault: 'participant',
    retry: true,
    refund: false,
    blamesBoard: false,
    text: 'Running the model took longer than allowed.',
  },
  TIMEOUT_UPLOADING: {
    fault: 'infrastructure',
    retry: true,
    refund: true,
    blamesBoard: false,
    text: 'The outputs could not be handed over in time.',
  },
  BOARD_LOST: {
    fault: 'infrastructure',
    retry: true,
    refund: true,
    blamesBoard: true,
    text: 'The board stopped answering during the attempt.',
  },
  BOARD_UNHEALTHY: {
    fault: 'infrastructure',
    retry: true,
    refund: true,
    blamesBoard: true,
    text: 'The board failed its own check before the attempt.',
  },
  THERMAL: {
    fault: 'infrastructure',
    retry: true,
    refund: true,
    blamesBoard: false,
    text: 'The board was too hot to measure.',
  },
  AGENT_LOST: {
    fault: 'infrastructure',
    retry: true,
    refund: true,
    blamesBoard: false,
    text: 'The agent stopped renewing its lease.',
  },
  AGENT_RESTARTED: {
    fault: 'infrastructure',
    retry: true,
    refund: true,
    blamesBoard: false,
    text: 'The agent was restarted during the attempt.',
  },
  STORAGE: {
    fault: 'infrastructure',
    retry: true,
    refund: true,
    blamesBoard: false,
    text: 'A disk or a blob store could not take the data.',
  },
  CONTROL_PLANE: {
    fault: 'infrastructure',
    retry: true,
    refund: true,
    blamesBoard: false,
    text: 'The control plane did not hand over what the attempt needs.',
  },
  CANCELLED_USER: {
    fault: 'participant',
    retry: false,
    refund: false,
    blamesBoard: false,
    text: 'The team cancelled the job.',
  },
  CANCELLED_ADMIN: {
    fault: 'infrastructure',
    retry: false,
    refund: true,
    blamesBoard: false,
    text: 'An organizer or operator cancelled the job.',
  },
  BUG: {
    fault: 'internal',
    retry: true,
    refund: true,
    blamesBoard: false,
    text: 'The farm itself made a mistake.',
  },
} as const satisfies Record<string, FailureConsequence>;

/** Name of a failure class. */
export type FailureClass = keyof typeof failureClasses;

/** Every failure class, in the order of the table. */
export const failureClassNames = Object.keys(failureClasses) as readonly FailureClass[];

/** A failure class as it travels. */
export const failureClassSchema = z.enum(failureClassNames as [FailureClass, ...FailureClass[]]);
