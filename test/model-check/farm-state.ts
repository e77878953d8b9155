import type { AttemptNumber, AttemptState, BoardId, JobState } from '@npufarm/contracts';
import type { BoardAxes } from '../../services/control-plane/src/boards/board-axes.js';

/** What an agent has to present. */
export type Result = 'success' | 'failure' | 'cancelled';

/** One attempt: its row in the control plane, and what its agent has of it. */
export interface AttemptModel {
  readonly agent: number;
  readonly board: number;
  readonly state: AttemptState;
  /**
   * `out`: the lease, or the start window, has run out. `unheard`: it ran out while the control plane was away, so
   * that the agent could not renew it.
   */
  readonly lease: 'runs' | 'out' | 'unheard';
  readonly wasAccepted: boolean;
  /** The answer to Accept is on its way to the agent. */
  readonly isAnswered: boolean;
  /** What happens on the board itself. */
  readonly run: 'none' | 'running' | 'ended';
  /** Once there is one, any number of copies of it are on their way. */
  readonly result: Result | undefined;
  /** The agent still holds it. */
  readonly isHeld: boolean;
}

export interface JobModel {
  readonly state: JobState;
  readonly currentAttempt: AttemptNumber | undefined;
  readonly attemptCount: number;
  readonly cancelRequested: boolean;
}

export interface BoardModel {
  readonly axes: BoardAxes;
  /** The agent that drives it, as the control plane knows it. */
  readonly owner: number;
}

/** A renewal as it was when it was sent; it may be taken much later, and more than once. */
export interface SentRenewal {
  readonly held: readonly number[];
}

export interface AgentModel {
  /** A new process that has not said hello yet, perhaps with an empty spool. */
  readonly isNew: 'no' | 'restarted' | 'reinstalled';
  /** Only where a board is shared: it does not run, and cannot stop what it holds in time. */
  readonly isPaused: boolean;
  readonly renewal: SentRenewal | undefined;
}

/** The whole farm: what the tables hold, what the agents hold, what is on its way. */
export interface FarmState {
  readonly job: JobModel;
  /** By number - 1. */
  readonly attempts: readonly AttemptModel[];
  readonly boards: readonly BoardModel[];
  readonly agents: readonly AgentModel[];
  /** `started`: it answers, but its sweeper has not swept yet. */
  readonly controlPlane: 'up' | 'away' | 'started';
  /** How many of each fault may still happen. */
  readonly faultsLeft: { readonly restarts: number; readonly outages: number; readonly pauses: number };
}

/** Number of an attempt by its index. */
export function numberOf(index: number): AttemptNumber {
  return String(index + 1) as AttemptNumber;
}

/** Id of a board by its index. */
export function boardIdOf(index: number): BoardId {
  return `board-${index}` as BoardId;
}

export function withAttempt(state: FarmState, index: number, changes: Partial<AttemptModel>): FarmState {
  const attempts = state.attempts.map((attempt, at) => (at === index ? { ...attempt, ...changes } : attempt));
  return { ...state, attempts };
}

export function withBoard(state: FarmState, index: number, changes: Partial<BoardModel>): FarmState {
  return {
    ...state,
    boards: state.boards.map((board, at) => (at === index ? { ...board, ...changes } : board)),
  };
}

export function withAgent(state: FarmState, index: number, changes: Partial<AgentModel>): FarmState {
  return {
    ...state,
    agents: state.agents.map((agent, at) => (at === index ? { ...agent, ...changes } : agent)),
  };
}

export function attemptAt(state: FarmState, index: number): AttemptModel {
  const attempt = state.attempts[index];
  if (attempt === undefined) throw new RangeError(`There is no attempt ${index + 1}.`);
  return attempt;
}

export function boardAt(state: FarmState, index: number): BoardModel {
  const board = state.boards[index];
  if (board === undefined) throw new RangeError(`There is no board ${index}.`);
  return board;
}

export function agentAt(state: FarmState, index: number): AgentModel {
  const agent = state.agents[index];
  if (agent === undefined) throw new RangeError(`There is no agent ${index}.`);
  return agent;
}
