import { isFinalJobState } from '@npufarm/contracts';
import { IllegalTransitionError, jobLifecycle } from '../../services/control-plane/src/lifecycle/index.js';
import { agentSteps, delayedRenewals } from './agent-steps.js';
import { controlPlaneSteps } from './control-plane-steps.js';
import type { Model, Step } from './explore.js';
import { boardIdOf, type FarmState, numberOf } from './farm-state.js';
import type { Scenario } from './scenario.js';
import { keyOf } from './state-key.js';

/** One job on a farm of two agents, as a model to explore. */
export function farmModel(scenario: Scenario): Model<FarmState> {
  return {
    initial: initialState(scenario),
    next: (state) => steps(state, scenario),
    keyOf,
    flawOf,
    isEnd: ({ job, boards }) =>
      isFinalJobState(job.state) && boards.every(({ axes }) => axes.occupancy === 'idle'),
  };
}

function initialState({ boards, restarts, outages, pauses }: Scenario): FarmState {
  const agents = 1 + Math.max(...boards.flat());
  return {
    job: { state: jobLifecycle.initial, currentAttempt: undefined, attemptCount: 0, cancelRequested: false },
    attempts: [],
    boards: boards.map(([owner = 0], index) => ({
      owner,
      axes: {
        id: boardIdOf(index),
        name: boardIdOf(index),
        link: 'connected',
        occupancy: 'idle',
        health: 'good',
        currentAttempt: undefined,
      },
    })),
    agents: Array.from({ length: agents }, () => ({ isNew: 'no', isPaused: false, renewal: undefined })),
    controlPlane: 'up',
    faultsLeft: { restarts, outages, pauses },
  };
}

/** All steps; a transition that the tables do not know is a flaw, for the real control plane would answer an error. */
function* steps(state: FarmState, scenario: Scenario): Generator<Step<FarmState>> {
  try {
    yield* controlPlaneSteps(state, scenario);
    yield* agentSteps(state, scenario);
    yield* delayedRenewals(state, scenario);
  } catch (error) {
    if (!(error instanceof IllegalTransitionError)) throw error;
    yield { name: 'illegal transition', to: state, breaks: error.message };
  }
}

/** The invariants of one state, in the words of the design's list. */
function flawOf({ attempts, job, boards }: FarmState): string | undefined {
  for (const [index, { axes }] of boards.entries()) {
    const open = attempts.flatMap(({ board, state }, at) =>
      board === index && (state === 'OFFERED' || state === 'ACCEPTED') ? [numberOf(at)] : [],
    );
    if (open.length > 1) return `I1: ${axes.name} carries the attempts ${open.join(', ')}`;
    if (open.length === 1 && axes.currentAttempt !== open[0])
      return `I1: ${axes.name} carries attempt ${open[0]} and names ${axes.currentAttempt ?? 'none'}`;
    const running = attempts.filter(({ board, run }) => board === index && run === 'running');
    if (running.length > 1) return `two attempts run on ${axes.name} at once`;
  }
  const committed = attempts.flatMap(({ state }, at) => (state === 'COMMITTED' ? [at] : []));
  if (committed.length > 1) return `I2: attempts ${committed.map(numberOf).join(', ')} are committed`;
  const [winner] = committed;
  if (winner !== undefined && (winner !== attempts.length - 1 || job.currentAttempt !== numberOf(winner)))
    return `I3: attempt ${numberOf(winner)} is committed, current is ${job.currentAttempt ?? 'none'}`;
  const isDecided = job.state === 'SUCCEEDED' || job.state === 'REJECTED';
  if (isDecided !== (winner !== undefined))
    return `I2: the job is ${job.state} with ${committed.length} committed attempts`;
  return undefined;
}
