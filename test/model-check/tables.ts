import {
  type AgentId,
  type AttemptState,
  consequenceOf,
  type FailureClass,
  isFinalJobState,
  type JobId,
} from '@npufarm/contracts';
import { type BoardEvent, stepBoard } from '../../services/control-plane/src/boards/step-board.js';
import { isCurrent } from '../../services/control-plane/src/jobs/is-current.js';
import type { LockedAttempt } from '../../services/control-plane/src/jobs/locked-attempt.js';
import {
  type AttemptEffect,
  type AttemptEvent,
  attemptLifecycle,
  findTransition,
  type JobEvent,
  jobLifecycle,
  requireTransition,
} from '../../services/control-plane/src/lifecycle/index.js';
import { attemptAt, boardAt, type FarmState, numberOf, withAttempt, withBoard } from './farm-state.js';
import type { Scenario } from './scenario.js';

const work = {
  kind: 'timing',
  compilation: { modelSha256: '', modelBytes: 1, policy: '', layout: 'nhwc' },
  warmup: 0,
  runs: 0,
} as const;

const sinkEvents: ReadonlySet<AttemptEvent> = new Set(['commit-success', 'fail', 'confirm-cancel']);

/** The attempt as the control plane has it under its locks. */
export function lockedAttempt(state: FarmState, index: number, { attemptLimit }: Scenario): LockedAttempt {
  const attempt = attemptAt(state, index);
  return {
    id: numberOf(index),
    agentId: String(attempt.agent) as AgentId,
    state: attempt.state,
    leaseUntil: new Date(0),
    isAccepted: attempt.wasAccepted,
    lastSeq: 0n,
    fidelity: 'fake',
    drivesBoard: boardAt(state, attempt.board).owner === attempt.agent,
    work,
    job: {
      id: 'job' as JobId,
      submissionId: undefined,
      kind: 'timing',
      attemptLimit,
      outcome: undefined,
      ...state.job,
    },
    board: boardAt(state, attempt.board).axes,
  };
}

/**
 * One row of the attempt's table with everything that follows from it; undefined when no row applies.
 *
 * Mirrors services/control-plane/src/jobs/apply-attempt-event.ts without its SQL. Throws IllegalTransitionError
 * where that would roll back.
 */
export function applyAttemptEvent(
  state: FarmState,
  index: number,
  event: AttemptEvent,
  scenario: Scenario,
  cause?: FailureClass,
): FarmState | undefined {
  const attempt = lockedAttempt(state, index, scenario);
  const row = findTransition(attemptLifecycle, attempt.state, event, {
    current: sinkEvents.has(event) ? scenario.isCurrentAtSink(attempt) : isCurrent(attempt),
    cancelRequested: attempt.job.cancelRequested,
    holdsBoard:
      attempt.drivesBoard &&
      attempt.board.currentAttempt === attempt.id &&
      attempt.board.occupancy === 'unsafe',
    leaseExpired: attemptAt(state, index).lease !== 'runs',
    blamesBoard: cause !== undefined && consequenceOf(cause).blamesBoard,
  });
  if (row === undefined) return undefined;
  let after = saveAttempt(state, index, row.to, row.effects);
  let board = attempt.board;
  for (const effect of row.effects) {
    const [axis, name] = effect.split('.');
    if (axis === 'job') after = applyJobEvent(after, name as JobEvent, scenario, cause);
    else if (axis !== 'extend-lease') board = stepBoard(board, { axis, event: name } as BoardEvent);
  }
  return withBoard(after, attemptAt(state, index).board, { axes: board });
}

function saveAttempt(
  state: FarmState,
  index: number,
  to: AttemptState,
  effects: readonly AttemptEffect[],
): FarmState {
  const before = attemptAt(state, index);
  const accepts = before.state === 'OFFERED' && to === 'ACCEPTED';
  const isOpen = to === 'OFFERED' || to === 'ACCEPTED';
  const after = withAttempt(state, index, {
    state: to,
    // The lease of an attempt that is not open means nothing; one value for it keeps equal states equal.
    lease: effects.includes('extend-lease') || !isOpen ? 'runs' : before.lease,
    wasAccepted: before.wasAccepted || accepts,
  });
  if (!accepts) return after;
  return { ...after, job: { ...after.job, attemptCount: after.job.attemptCount + 1 } };
}

/** Mirrors services/control-plane/src/jobs/apply-job-event.ts without its SQL. */
export function applyJobEvent(
  state: FarmState,
  event: JobEvent,
  { attemptLimit }: Scenario,
  cause?: FailureClass,
): FarmState {
  const { job } = state;
  const row = requireTransition(jobLifecycle, 'job', job.state, event, {
    cancelRequested: job.cancelRequested,
    attemptsLeft: job.attemptCount < attemptLimit,
    retryable: cause === undefined || consequenceOf(cause).retry,
  });
  const cancelRequested = job.cancelRequested || row.effects.includes('request-cancel');
  return { ...state, job: { ...job, state: row.to, cancelRequested } };
}

/** The fence in words of its own, so that it can be held against the one of the control plane. */
export function mayDecide(state: FarmState, index: number): boolean {
  return state.job.currentAttempt === numberOf(index) && !isFinalJobState(state.job.state);
}
