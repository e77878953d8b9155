import { attemptStates, boardLinks, boardOccupancies, jobStates } from '@npufarm/contracts';
import type { AgentModel, AttemptModel, BoardModel, FarmState } from './farm-state.js';

const letters = (words: readonly string[]): ReadonlyMap<string, string> =>
  new Map(words.map((word, index) => [word, index.toString(36)]));

const attemptLetters = letters(attemptStates);
const jobLetters = letters(jobStates);
const linkLetters = letters(boardLinks);
const occupancyLetters = letters(boardOccupancies);

/** Short text that is the same for equal states and for no others. */
export function keyOf({ job, attempts, boards, agents, controlPlane, faultsLeft }: FarmState): string {
  let key = `${jobLetters.get(job.state)}${job.currentAttempt ?? '-'}${job.attemptCount}${flag(job.cancelRequested)}`;
  for (const attempt of attempts) key += attemptKey(attempt);
  for (const board of boards) key += boardKey(board);
  for (const agent of agents) key += agentKey(agent);
  const { restarts, outages, pauses } = faultsLeft;
  return `${key}|${controlPlane}${restarts}${outages}${pauses}`;
}

function attemptKey(attempt: AttemptModel): string {
  const { agent, board, state, lease, wasAccepted, isAnswered, run, result, isHeld } = attempt;
  const flags = flag(wasAccepted) + flag(isAnswered) + flag(isHeld);
  return `|${agent}${board}${attemptLetters.get(state)}${lease[0]}${run[0]}${result?.[0] ?? '-'}${flags}`;
}

function boardKey({ axes, owner }: BoardModel): string {
  const { link, occupancy, health, currentAttempt } = axes;
  return `|${owner}${linkLetters.get(link)}${occupancyLetters.get(occupancy)}${health}${currentAttempt ?? '-'}`;
}

function agentKey({ isNew, isPaused, renewal }: AgentModel): string {
  const sent = renewal === undefined ? '-' : `${renewal.held.join('')}/`;
  return `|${isNew[2] ?? '-'}${flag(isPaused)}${sent}`;
}

function flag(value: boolean): string {
  return value ? '1' : '0';
}
