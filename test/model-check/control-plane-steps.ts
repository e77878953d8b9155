import { isFinalAttemptState, isFinalJobState } from '@npufarm/contracts';
import { stepBoard } from '../../services/control-plane/src/boards/step-board.js';
import { isCurrent } from '../../services/control-plane/src/jobs/is-current.js';
import type { Step } from './explore.js';
import {
  agentAt,
  attemptAt,
  boardAt,
  type FarmState,
  numberOf,
  withAttempt,
  withBoard,
} from './farm-state.js';
import { grant } from './grant.js';
import { failureClass, isGuarded, type Scenario } from './scenario.js';
import { applyAttemptEvent, applyJobEvent, lockedAttempt, mayDecide } from './tables.js';

type FarmStep = Step<FarmState>;

const commitEvents = { success: 'commit-success', failure: 'fail', cancelled: 'confirm-cancel' } as const;

/** Everything that the control plane may do next, on its own or because something has reached it. */
export function* controlPlaneSteps(state: FarmState, scenario: Scenario): Generator<FarmStep> {
  yield* timeSteps(state, scenario);
  if (state.controlPlane === 'away') return;
  const granted = grant(state, scenario);
  if (granted !== undefined) yield { name: 'grant', to: granted };
  yield* callerSteps(state, scenario);
  for (const [index, attempt] of state.attempts.entries()) {
    yield* acceptSteps(state, index, scenario);
    if (attempt.result !== undefined) yield commit(state, index, attempt.result, scenario);
    yield* sweepSteps(state, index, scenario);
    yield* proofSteps(state, index);
  }
  yield* linkSteps(state);
}

/** Leases run out whenever they like: nothing is assumed about how fast anything is. */
function* timeSteps(state: FarmState, scenario: Scenario): Generator<FarmStep> {
  const { controlPlane, faultsLeft } = state;
  for (const [index, attempt] of state.attempts.entries()) {
    if (isFinalAttemptState(attempt.state) || attempt.lease !== 'runs') continue;
    if (attempt.state === 'ACCEPTED' && stopsFirst(state, index, scenario)) continue;
    const lease = controlPlane === 'up' ? 'out' : 'unheard';
    // An offer that lapses is what rescues one that was lost, so it is no fault.
    // A call that old has missed its deadline.
    const isAnswered = attempt.isAnswered && !isGuarded(attempt.board, scenario);
    yield { name: `time of ${index + 1} runs out`, to: withAttempt(state, index, { lease, isAnswered }) };
  }
  if (controlPlane === 'up' && faultsLeft.outages > 0) {
    const left = { ...faultsLeft, outages: faultsLeft.outages - 1 };
    yield {
      name: 'control plane goes away',
      to: { ...state, controlPlane: 'away', faultsLeft: left },
      fault: true,
    };
  }
  if (controlPlane === 'away')
    yield { name: 'control plane starts', to: { ...state, controlPlane: 'started' } };
  if (controlPlane === 'started') {
    const attempts = scenario.extendsLeasesFirst
      ? state.attempts.map((attempt) => ({ ...attempt, lease: 'runs' as const }))
      : state.attempts;
    yield { name: 'sweeper starts', to: { ...state, attempts, controlPlane: 'up' } };
  }
}

/** On a shared board the agent's own guard comes first, unless the agent is paused. */
function stopsFirst(state: FarmState, index: number, scenario: Scenario): boolean {
  const { agent, board, isAnswered, run } = attemptAt(state, index);
  if (!isGuarded(board, scenario) || agentAt(state, agent).isPaused) return false;
  return isAnswered || run === 'running';
}

function* callerSteps(state: FarmState, scenario: Scenario): Generator<FarmStep> {
  const { job } = state;
  if (isFinalJobState(job.state)) return;
  if (job.state === 'QUEUED')
    yield { name: 'job expires in the queue', to: applyJobEvent(state, 'expire', scenario) };
  if (job.cancelRequested || !scenario.cancels) return;
  // Mirrors services/control-plane/src/jobs/cancel-job.ts.
  let after = applyJobEvent(state, 'cancel', scenario);
  const current = state.attempts.findIndex((_, index) => job.currentAttempt === numberOf(index));
  if (state.attempts[current]?.state === 'OFFERED') {
    after = applyAttemptEvent(after, current, 'cancel-offer', scenario, 'CANCELLED_USER') ?? after;
  }
  yield { name: 'job is cancelled', to: after, fault: true };
}

/** Mirrors services/control-plane/src/agents/accept.ts; the call may be old, repeated, or its answer lost. */
function* acceptSteps(state: FarmState, index: number, scenario: Scenario): Generator<FarmStep> {
  const attempt = attemptAt(state, index);
  const locked = lockedAttempt(state, index, scenario);
  const again = attempt.state === 'ACCEPTED' && isCurrent(locked);
  const after = applyAttemptEvent(state, index, again ? 'renew' : 'accept', scenario);
  if (after === undefined) return;
  if (!again) yield { name: `accept ${index + 1}, answer lost`, to: after, fault: true };
  const isAsking = !attempt.isHeld && attempt.run === 'none' && agentAt(state, attempt.agent).isNew === 'no';
  if (isAsking && !attempt.isAnswered)
    yield { name: `accept ${index + 1}`, to: withAttempt(after, index, { isAnswered: true }) };
}

/** Mirrors services/control-plane/src/evidence/result-commit.ts; the result may come late and more than once. */
function commit(
  state: FarmState,
  index: number,
  result: keyof typeof commitEvents,
  scenario: Scenario,
): FarmStep {
  const name = `commit ${index + 1} ${result}`;
  const locked = lockedAttempt(state, index, scenario);
  const isTaken =
    scenario.isCurrentAtSink(locked) && (locked.state === 'ACCEPTED' || locked.state === 'LOST');
  const decided = isTaken
    ? applyAttemptEvent(
        state,
        index,
        commitEvents[result],
        scenario,
        result === 'failure' ? failureClass : undefined,
      )
    : undefined;
  const to = decided ?? applyAttemptEvent(state, index, 'fence', scenario) ?? state;
  if (to === state || mayDecide(state, index)) return { name, to };
  const changes = JSON.stringify([state.job, state.boards]) !== JSON.stringify([to.job, to.boards]);
  return changes
    ? { name, to, breaks: `I11: attempt ${index + 1} was fenced and changed the job or a board` }
    : { name, to };
}

/** Mirrors services/control-plane/src/dispatch/sweeper.ts. */
function* sweepSteps(state: FarmState, index: number, scenario: Scenario): Generator<FarmStep> {
  const { state: is, lease } = attemptAt(state, index);
  if (state.controlPlane !== 'up' || lease === 'runs' || isFinalAttemptState(is)) return;
  const [event, cause] =
    is === 'OFFERED'
      ? (['offer-lapsed', 'TIMEOUT_START'] as const)
      : (['lease-expired', 'AGENT_LOST'] as const);
  const to = applyAttemptEvent(state, index, event, scenario, cause);
  if (to === undefined) return;
  const name = `sweep ${index + 1}`;
  if (lease !== 'unheard') yield { name, to };
  else yield { name, to, breaks: `attempt ${index + 1} was swept for a time in which it could not renew` };
}

/**
 * Mirrors services/control-plane/src/agents/quiescence.ts and services/agent/src/session/attempt-desk.ts: the agent
 * that drives a board proves that the attempt which the farm names does not run on it. Once true, that stays true, so
 * the proof may come as late and as often as it likes.
 */
function* proofSteps(state: FarmState, index: number): Generator<FarmStep> {
  const attempt = attemptAt(state, index);
  const { owner, axes } = boardAt(state, attempt.board);
  if (axes.occupancy !== 'unsafe' || axes.currentAttempt !== numberOf(index)) return;
  const { isPaused, isNew } = agentAt(state, owner);
  if (isPaused || isNew !== 'no') return;
  // An agent disowns what it does not run and has not asked for; one that has taken a board over stops what runs there.
  const mayRun = attempt.run === 'running' || attempt.isAnswered;
  if (owner === attempt.agent && mayRun) return;
  const wasStopped = attempt.run === 'running';
  const proven = withAttempt(state, index, {
    run: 'ended',
    result: wasStopped ? 'failure' : attempt.result,
  });
  const freed = stepBoard(axes, { axis: 'occupancy', event: 'quiescent' });
  yield {
    name: `proof that ${index + 1} does not run`,
    to: withBoard(proven, attempt.board, { axes: freed }),
  };
}

function* linkSteps(state: FarmState): Generator<FarmStep> {
  for (const [index, agent] of state.agents.entries()) {
    if (!agent.isPaused) continue;
    const isHeard = state.boards.some(({ owner, axes }) => owner === index && axes.link !== 'disconnected');
    if (!isHeard) continue;
    const boards = state.boards.map((board) =>
      board.owner === index
        ? { ...board, axes: stepBoard(board.axes, { axis: 'link', event: 'silent' }) }
        : board,
    );
    yield { name: `agent ${index} falls silent`, to: { ...state, boards } };
  }
}
