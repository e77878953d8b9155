import type { AttemptState, FailureClass, Issue } from '@npufarm/contracts';
import { consequenceOf } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { becameUsable, type BoardEvent, saveBoard, stepBoard } from '../boards/index.js';
import {
  type AttemptEffect,
  type AttemptEvent,
  attemptLifecycle,
  findTransition,
  type JobEvent,
} from '../lifecycle/index.js';
import { applyJobEvent } from './apply-job-event.js';
import { farmTimes } from './farm-times.js';
import { isCurrent } from './is-current.js';
import type { JobOutcome } from './job-outcome.js';
import type { LockedAttempt } from './locked-attempt.js';
import type { Notices } from './notices.js';

/** What an event tells about the attempt besides its name. */
export interface AttemptEventDetails {
  readonly now: Date;
  readonly failureClass?: FailureClass;
  readonly detail?: string;
  /** The delegate's answer, for a rejection. */
  readonly issues?: readonly Issue[];
}

/**
 * Takes a locked attempt, with its job and its board, through one row of its table, in the caller's transaction.
 *
 * Returns the new state, or undefined when no row applies and nothing was changed.
 */
export async function applyAttemptEvent(
  manager: EntityManager,
  attempt: LockedAttempt,
  event: AttemptEvent,
  details: AttemptEventDetails,
  notices: Notices,
): Promise<AttemptState | undefined> {
  const { now } = details;
  const row = findTransition(attemptLifecycle, attempt.state, event, {
    current: isCurrent(attempt),
    cancelRequested: attempt.job.cancelRequested,
    holdsBoard:
      attempt.drivesBoard &&
      attempt.board.currentAttempt === attempt.id &&
      attempt.board.occupancy === 'unsafe',
    leaseExpired: hasExpired(attempt, now),
    blamesBoard: details.failureClass !== undefined && consequenceOf(details.failureClass).blamesBoard,
  });
  if (row === undefined) return undefined;

  await saveAttempt(manager, attempt, row.to, row.effects, details);
  let board = attempt.board;
  for (const effect of row.effects) {
    const jobEvent = jobEventOf(effect);
    if (jobEvent !== undefined) {
      await applyJobEvent(manager, attempt.job, jobEvent, { now, ...jobOutcome(details) }, notices);
    }
    const boardEvent = boardEventOf(effect);
    if (boardEvent !== undefined) board = stepBoard(board, boardEvent);
  }
  await saveBoard(manager, attempt.board, board, now);
  if (becameUsable(attempt.board, board)) notices.workQueued();
  return row.to;
}

function hasExpired({ state, leaseUntil }: LockedAttempt, now: Date): boolean {
  const graceMs = state === 'ACCEPTED' ? farmTimes.graceMs : 0;
  return leaseUntil.getTime() + graceMs <= now.getTime();
}

async function saveAttempt(
  manager: EntityManager,
  attempt: LockedAttempt,
  to: AttemptState,
  effects: readonly AttemptEffect[],
  { now, failureClass, detail }: AttemptEventDetails,
): Promise<void> {
  const isOpen = to === 'OFFERED' || to === 'ACCEPTED';
  const accepts = attempt.state === 'OFFERED' && to === 'ACCEPTED';
  const leaseUntil = effects.includes('extend-lease')
    ? new Date(now.getTime() + farmTimes.leaseMs)
    : attempt.leaseUntil;
  const [, count]: [unknown, number] = await manager.query(
    `UPDATE attempts SET state = $2, lease_until = $3, ended_at = $4, failure_class = $5, detail = $6,
       accepted_at = CASE WHEN $7 THEN $8 ELSE accepted_at END,
       stage_since = CASE WHEN $7 THEN $8 ELSE stage_since END
     WHERE id = $1 AND state = $9`,
    [
      attempt.id,
      to,
      leaseUntil,
      isOpen ? null : now,
      isOpen ? null : (failureClass ?? null),
      isOpen ? null : (detail ?? null),
      accepts,
      now,
      attempt.state,
    ],
  );
  if (count !== 1) throw new Error(`Attempt ${attempt.id} changed under its lock.`);
  if (accepts) {
    await manager.query('UPDATE jobs SET attempt_count = attempt_count + 1 WHERE id = $1', [attempt.job.id]);
  }
}

function jobOutcome({ failureClass, detail, issues }: AttemptEventDetails): { outcome?: JobOutcome } {
  if (failureClass === undefined && issues === undefined) return {};
  return {
    outcome: {
      ...(failureClass === undefined ? {} : { failureClass }),
      ...(detail === undefined ? {} : { detail }),
      ...(issues === undefined ? {} : { issues }),
    },
  };
}

function jobEventOf(effect: AttemptEffect): JobEvent | undefined {
  return effect.startsWith('job.') ? (effect.slice('job.'.length) as JobEvent) : undefined;
}

function boardEventOf(effect: AttemptEffect): BoardEvent | undefined {
  const [axis, event] = effect.split('.');
  if (axis !== 'link' && axis !== 'health' && axis !== 'occupancy') return undefined;
  return { axis, event } as BoardEvent;
}
