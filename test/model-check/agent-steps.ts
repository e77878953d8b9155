import { isFinalAttemptState } from '@npufarm/contracts';
import type { Step } from './explore.js';
import {
  type AgentModel,
  agentAt,
  type AttemptModel,
  type FarmState,
  type Result,
  type SentRenewal,
  withAgent,
  withAttempt,
} from './farm-state.js';
import { isGuarded, type Scenario } from './scenario.js';
import { hello, renew } from './session-calls.js';
import { mayDecide } from './tables.js';

type FarmStep = Step<FarmState>;

/** Everything that agents may do next. One that does nothing for long is what a pause looks like to the farm. */
export function* agentSteps(state: FarmState, scenario: Scenario): Generator<FarmStep> {
  for (const [index, agent] of state.agents.entries()) {
    yield* faultSteps(state, index, agent);
    if (agent.isPaused) continue;
    yield* sessionSteps(state, index, agent, scenario);
  }
  for (const [index, attempt] of state.attempts.entries()) {
    if (!agentAt(state, attempt.agent).isPaused) yield* attemptSteps(state, index, attempt, scenario);
    if (attempt.isAnswered)
      yield {
        name: `answer ${index + 1} lost`,
        to: withAttempt(state, index, { isAnswered: false }),
        fault: true,
      };
  }
}

function* attemptSteps(
  state: FarmState,
  index: number,
  attempt: AttemptModel,
  scenario: Scenario,
): Generator<FarmStep> {
  const number = index + 1;
  const end = (result: Result): FarmState => withAttempt(state, index, { run: 'ended', result });
  if (attempt.isAnswered && !isBusy(state, attempt)) {
    const to = withAttempt(state, index, { isAnswered: false, run: 'running', isHeld: true });
    yield { name: `run ${number}`, to };
  }
  if (attempt.run === 'running') {
    yield { name: `${number} succeeds`, to: end('success') };
    yield { name: `${number} fails`, to: end('failure'), fault: true };
    const isTold = state.job.cancelRequested || !mayDecide(state, index);
    if (isTold) yield { name: `${number} is stopped`, to: end('cancelled') };
    if (isGuarded(attempt.board, scenario))
      yield { name: `${number} stops for its lease`, to: end('failure'), fault: true };
  }
  if (attempt.isHeld && attempt.result !== undefined && isFinalAttemptState(attempt.state)) {
    const isSettled = attempt.state !== 'LOST';
    if (isSettled) yield { name: `forget ${number}`, to: withAttempt(state, index, { isHeld: false }) };
  }
}

/** One attempt at a time has an agent's board. */
function isBusy(state: FarmState, { agent, board }: AttemptModel): boolean {
  return state.attempts.some((one) => one.agent === agent && one.board === board && one.run === 'running');
}

function* sessionSteps(
  state: FarmState,
  index: number,
  agent: AgentModel,
  scenario: Scenario,
): Generator<FarmStep> {
  const drives = state.boards.some(({ owner }) => owner === index);
  if (agent.isNew !== 'no' || !drives) {
    const to = hello(state, index, scenario);
    if (to !== undefined) yield { name: `hello of agent ${index}`, to };
  }
  if (agent.isNew === 'no') {
    const now = renewalOf(state, index);
    yield { name: `renewal of agent ${index}`, to: renew(state, index, now, scenario) };
    if (scenario.delaysRenewals && agent.renewal === undefined && drives) {
      const to = withAgent(state, index, { renewal: now });
      yield { name: `renewal of agent ${index} is delayed`, to, fault: true };
    }
  }
}

function renewalOf(state: FarmState, agent: number): SentRenewal {
  return {
    held: state.attempts.flatMap((attempt, index) =>
      attempt.agent === agent && attempt.isHeld ? [index] : [],
    ),
  };
}

function* faultSteps(state: FarmState, index: number, agent: AgentModel): Generator<FarmStep> {
  const { faultsLeft } = state;
  if (agent.isPaused) {
    // It may as well be dead: as long as another one is there, nobody counts on it.
    const fault = state.agents.some(({ isPaused }) => !isPaused);
    yield { name: `agent ${index} goes on`, to: withAgent(state, index, { isPaused: false }), fault };
  } else if (faultsLeft.pauses > 0) {
    const left = { ...faultsLeft, pauses: faultsLeft.pauses - 1 };
    const to = withAgent({ ...state, faultsLeft: left }, index, { isPaused: true });
    yield { name: `agent ${index} is paused`, to, fault: true };
  }
  if (faultsLeft.restarts === 0 || agent.isPaused || !state.attempts.some((one) => one.agent === index))
    return;
  const left = { ...faultsLeft, restarts: faultsLeft.restarts - 1 };
  for (const isNew of ['restarted', 'reinstalled'] as const) {
    const attempts = state.attempts.map((attempt) =>
      attempt.agent === index ? afterRestart(attempt, isNew === 'reinstalled') : attempt,
    );
    const to = withAgent({ ...state, attempts, faultsLeft: left }, index, { isNew });
    yield { name: `agent ${index} is ${isNew}`, to, fault: true };
  }
}

/** What ran has ended with its process; a spool that is still there says so as the attempt's result. */
function afterRestart(attempt: AttemptModel, isEmpty: boolean): AttemptModel {
  const wasRunning = attempt.run === 'running';
  const result = wasRunning && !isEmpty ? ('failure' as const) : attempt.result;
  return {
    ...attempt,
    isAnswered: false,
    run: wasRunning ? 'ended' : attempt.run,
    result,
    isHeld: attempt.isHeld && !isEmpty,
  };
}

/** Renewals that were sent long ago and are taken now. */
export function* delayedRenewals(state: FarmState, scenario: Scenario): Generator<FarmStep> {
  if (state.controlPlane === 'away') return;
  for (const [index, { renewal }] of state.agents.entries()) {
    if (renewal === undefined) continue;
    const name = `delayed renewal of agent ${index}`;
    yield { name, to: renew(state, index, renewal, scenario), fault: true };
  }
}
