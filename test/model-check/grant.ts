import type { JobId } from '@npufarm/contracts';
import {
  attemptLifecycle,
  boardOccupancyLifecycle,
  jobLifecycle,
  requireTransition,
} from '../../services/control-plane/src/lifecycle/index.js';
import {
  assign,
  type BoardSnapshot,
  type Candidate,
} from '../../services/control-plane/src/scheduling/index.js';
import { boardAt, type FarmState, numberOf, withBoard } from './farm-state.js';
import type { Scenario } from './scenario.js';

/**
 * Gives the waiting job to the board that the scheduler picks; undefined when it picks none.
 *
 * Mirrors services/control-plane/src/dispatch/{dispatcher,read-candidates,grant-offers}.ts without their SQL.
 */
export function grant(state: FarmState, { attempts: limit, attemptLimit }: Scenario): FarmState | undefined {
  if (state.job.state !== 'QUEUED' || state.attempts.length >= limit) return undefined;
  const { assignments } = assign({
    candidates: [candidateOf(state)],
    boards: state.boards.map(snapshotOf),
    fairShare: [],
    nowMs: 0,
    seed: 0,
  });
  const board = state.boards.findIndex(({ axes }) => axes.id === assignments[0]?.boardId);
  if (board < 0) return undefined;
  const id = numberOf(state.attempts.length);
  const offered = requireTransition(jobLifecycle, 'job', state.job.state, 'offer', {
    cancelRequested: state.job.cancelRequested,
    attemptsLeft: state.job.attemptCount < attemptLimit,
    retryable: true,
  });
  const { axes, owner } = boardAt(state, board);
  const leased = requireTransition(boardOccupancyLifecycle, axes.name, axes.occupancy, 'lease', {
    occupied: false,
  });
  const granted = {
    ...state,
    job: { ...state.job, state: offered.to, currentAttempt: id },
    attempts: [
      ...state.attempts,
      {
        agent: owner,
        board,
        state: attemptLifecycle.initial,
        lease: 'runs',
        wasAccepted: false,
        isAnswered: false,
        run: 'none',
        result: undefined,
        isHeld: false,
      },
    ],
  } satisfies FarmState;
  return withBoard(granted, board, { axes: { ...axes, occupancy: leased.to, currentAttempt: id } });
}

function candidateOf(state: FarmState): Candidate {
  const tried = state.attempts.filter((attempt) => attempt.wasAccepted && attempt.state !== 'CANCELLED');
  return {
    jobId: 'job' as JobId,
    account: 'farm',
    requirement: { fidelity: 'fake', capabilities: {} },
    capabilityClass: 'fake',
    priority: 0,
    queuedAtMs: 0,
    triedBoards: tried.map(({ board }) => boardAt(state, board).axes.name),
    healthCheck: false,
    cost: 1,
  };
}

function snapshotOf({ axes }: FarmState['boards'][number]): BoardSnapshot {
  return { ...axes, fidelity: 'fake', capabilities: {}, agentDraining: false };
}
