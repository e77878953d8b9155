import type { BoardId, JobId } from '@npufarm/contracts';
import type { BoardSnapshot } from './board-snapshot.js';
import type { Candidate } from './candidate.js';
import { FairShare, type FairShareEntry } from './fair-share.js';
import { findObjection } from './find-objection.js';
import { forgiveTriedBoards } from './forgive-tried-boards.js';
import { rankBoards } from './rank-boards.js';

/** All that the scheduler decides on. */
export interface SchedulingState {
  readonly candidates: readonly Candidate[];
  readonly boards: readonly BoardSnapshot[];
  readonly fairShare: readonly FairShareEntry[];
  readonly nowMs: number;
  /** Draws among equal boards. */
  readonly seed: number;
}

/** A job and the board that it gets. */
export interface Assignment {
  readonly jobId: JobId;
  readonly boardId: BoardId;
}

/** What the scheduler decided. */
export interface Schedule {
  readonly assignments: readonly Assignment[];
  /** New virtual times of the accounts that got something. */
  readonly charged: readonly FairShareEntry[];
}

/**
 * Gives free boards to waiting jobs.
 *
 * Higher priority first; among equal ones the account with the least virtual time, then its oldest job.
 * Reads each candidate at most once, so its time grows with the short list and the free boards only.
 */
export function assign(state: SchedulingState): Schedule {
  const fairShare = new FairShare(state.fairShare);
  const free = new Set(rankBoards(state.boards.filter(isFree), state.seed));
  const queues = queuesOf(
    state.candidates.filter((candidate) => (candidate.notBeforeMs ?? 0) <= state.nowMs),
  );
  const assignments: Assignment[] = [];

  while (free.size > 0) {
    const queue = nextQueue(queues, fairShare);
    const candidate = queue?.shift();
    if (candidate === undefined) break;

    const wanted = forgiveTriedBoards(candidate, state.boards);
    const board = firstOf(free, (one) => findObjection(wanted, one) === undefined);
    if (board === undefined) continue;

    free.delete(board);
    fairShare.advance(candidate.capabilityClass, waitingAccounts(candidate, queues));
    fairShare.charge(candidate.capabilityClass, candidate.account, candidate.cost);
    assignments.push({ jobId: candidate.jobId, boardId: board.id });
  }
  return { assignments, charged: fairShare.changes() };
}

function* waitingAccounts(picked: Candidate, queues: readonly Candidate[][]): Generator<string> {
  yield picked.account;
  for (const [head] of queues) {
    if (head?.capabilityClass === picked.capabilityClass) yield head.account;
  }
}

function isFree(board: BoardSnapshot): boolean {
  return board.link === 'connected' && board.occupancy === 'idle';
}

function firstOf<Item>(items: Iterable<Item>, fits: (item: Item) => boolean): Item | undefined {
  for (const item of items) if (fits(item)) return item;
  return undefined;
}

function queuesOf(candidates: readonly Candidate[]): Candidate[][] {
  const queues = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const name = `${candidate.capabilityClass}\n${candidate.account}`;
    const queue = queues.get(name);
    if (queue === undefined) queues.set(name, [candidate]);
    else queue.push(candidate);
  }
  for (const queue of queues.values()) {
    queue.sort(
      (a, b) => b.priority - a.priority || a.queuedAtMs - b.queuedAtMs || a.jobId.localeCompare(b.jobId),
    );
  }
  return [...queues.values()];
}

function nextQueue(queues: readonly Candidate[][], fairShare: FairShare): Candidate[] | undefined {
  let best: Candidate[] | undefined;
  for (const queue of queues) {
    const head = queue[0];
    const bestHead = best?.[0];
    if (head !== undefined && (bestHead === undefined || comesBefore(head, bestHead, fairShare)))
      best = queue;
  }
  return best;
}

function comesBefore(a: Candidate, b: Candidate, fairShare: FairShare): boolean {
  const order =
    b.priority - a.priority ||
    fairShare.of(a.capabilityClass, a.account) - fairShare.of(b.capabilityClass, b.account) ||
    a.queuedAtMs - b.queuedAtMs ||
    a.jobId.localeCompare(b.jobId);
  return order < 0;
}
