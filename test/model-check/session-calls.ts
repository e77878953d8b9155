import { type BoardEvent, stepBoard } from '../../services/control-plane/src/boards/step-board.js';
import {
  agentAt,
  boardAt,
  type FarmState,
  type SentRenewal,
  withAgent,
  withAttempt,
  withBoard,
} from './farm-state.js';
import { failureClass, type Scenario } from './scenario.js';
import { applyAttemptEvent } from './tables.js';

const heard: BoardEvent = { axis: 'link', event: 'heard' };

/** Mirrors services/control-plane/src/agents/renew.ts without its SQL. */
export function renew(state: FarmState, agent: number, { held }: SentRenewal, scenario: Scenario): FarmState {
  if (state.controlPlane === 'away') return state;
  let after = state;
  for (const index of held) {
    after =
      after.attempts[index]?.state === 'ACCEPTED'
        ? withAttempt(after, index, { lease: 'runs' })
        : (applyAttemptEvent(after, index, 'renew', scenario) ?? after);
  }
  for (const [index, { owner, axes }] of after.boards.entries()) {
    if (owner !== agent) continue;
    after = withBoard(after, index, { axes: stepBoard(axes, heard) });
  }
  return after;
}

/**
 * Opens the session of an agent; undefined when it is refused because another agent has the board.
 *
 * Mirrors services/control-plane/src/agents/{hello,register-boards}.ts without their SQL.
 */
export function hello(state: FarmState, agent: number, scenario: Scenario): FarmState | undefined {
  if (state.controlPlane === 'away') return undefined;
  const { isNew } = agentAt(state, agent);
  let after = withAgent(state, agent, { isNew: 'no', renewal: undefined });
  if (isNew !== 'no') {
    for (const [index, attempt] of state.attempts.entries()) {
      if (attempt.agent !== agent || attempt.state !== 'ACCEPTED' || attempt.isHeld) continue;
      after = applyAttemptEvent(after, index, 'fence', scenario, failureClass) ?? after;
    }
  }
  for (const [index, reachedBy] of scenario.boards.entries()) {
    if (!reachedBy.includes(agent)) continue;
    const { owner, axes } = boardAt(after, index);
    const mayBeTakenOver =
      axes.link !== 'connected' && (axes.occupancy === 'idle' || axes.occupancy === 'unsafe');
    if (owner !== agent && !mayBeTakenOver) return undefined;
    after = withBoard(after, index, { owner: agent, axes: stepBoard(axes, heard) });
  }
  return after;
}
