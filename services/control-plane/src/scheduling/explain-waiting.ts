import type { Reason } from '@npufarm/contracts';
import { boardRules } from './board-rules.js';
import type { BoardSnapshot } from './board-snapshot.js';
import type { Candidate } from './candidate.js';
import { findObjection, type Objection } from './find-objection.js';
import { forgiveTriedBoards } from './forgive-tried-boards.js';

const namesShown = 5;

/** Why a queued job does not run now; never empty, and one reason per rule however many boards there are. */
export function explainWaiting(
  candidate: Candidate,
  boards: readonly BoardSnapshot[],
  nowMs: number,
): Reason[] {
  if (candidate.notBeforeMs !== undefined && candidate.notBeforeMs > nowMs) {
    return [
      {
        id: 'queue.not-before',
        rule: 'A job that has just failed waits a moment before its next attempt.',
        detail: `It waits until ${new Date(candidate.notBeforeMs).toISOString()}.`,
        hint: 'Nothing to do.',
      },
    ];
  }
  const wanted = forgiveTriedBoards(candidate, boards);
  const objections = boards.map((board) => ({ board, objection: findObjection(wanted, board) }));
  if (objections.some(({ objection }) => objection === undefined)) {
    return [
      {
        id: 'queue.turn',
        rule: 'Among waiting teams the one that has had the least goes first.',
        detail: 'A board is free; other jobs come first, or the next pick is under way.',
        hint: 'Nothing to do.',
      },
    ];
  }
  const usable = objections.filter(({ objection }) => objection?.rule.lasting === false);
  if (usable.length === 0) return [noSuchBoard(candidate, boards)];
  if (usable.every(({ board, objection }) => isQuarantined(board, objection))) {
    return [everyBoardQuarantined(usable.map(({ board }) => board.name))];
  }

  return boardRules.flatMap((rule) => {
    const kept = usable.filter(({ objection }) => objection?.rule === rule);
    if (kept.length === 0) return [];
    const names = kept.map(({ board, objection }) => `${board.name} (${objection?.detail ?? ''})`);
    const detail = `${kept.length} of ${usable.length} suitable boards: ${shorten(names)}.`;
    return [{ id: rule.id, rule: rule.rule, detail, hint: rule.hint }];
  });
}

function isQuarantined({ health }: BoardSnapshot, objection: Objection | undefined): boolean {
  return objection?.rule.id === 'board.health' && health === 'quarantined';
}

function everyBoardQuarantined(names: readonly string[]): Reason {
  return {
    id: 'queue.all-quarantined',
    rule: 'A job waits while every board that could run it is quarantined.',
    detail: `All ${names.length} suitable boards are quarantined: ${shorten(names)}.`,
    hint: 'Your model is not the cause, and the job keeps its place. An operator has to look at the boards and release them.',
  };
}

function shorten(names: readonly string[]): string {
  const more = names.length > namesShown ? ` and ${names.length - namesShown} more` : '';
  return `${names.slice(0, namesShown).join(', ')}${more}`;
}

function noSuchBoard(candidate: Candidate, boards: readonly BoardSnapshot[]): Reason {
  const wanted = candidate.board === undefined ? candidate.capabilityClass : `the board ${candidate.board}`;
  return {
    id: 'queue.no-such-board',
    rule: 'A job needs a registered board that meets its requirement.',
    detail: `Wanted is ${wanted}; none of the ${boards.length} registered boards is that.`,
    hint: 'Start an agent with such a board, or change the fidelity that the phase accepts.',
  };
}
