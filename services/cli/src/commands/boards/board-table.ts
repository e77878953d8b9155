import type { BoardView } from '@npufarm/contracts';
import type { Style } from '../../output/style.js';
import { type Column, renderTable } from '../../output/table.js';
import { paintTextOfState } from '../state-colour.js';

const columns: readonly Column<BoardView>[] = [
  { title: 'board', value: (board) => board.name },
  { title: 'fidelity', value: (board) => board.fidelity },
  { title: 'driver', value: (board) => board.driver },
  { title: 'agent', value: (board) => board.agent },
  {
    title: 'link',
    value: (board) => board.link,
    paint: (text, board, style) => paintTextOfState(text, board.link, style),
  },
  {
    title: 'occupancy',
    value: (board) => board.occupancy,
    paint: (text, board, style) => paintTextOfState(text, board.occupancy, style),
  },
  {
    title: 'health',
    value: (board) => board.health,
    paint: (text, board, style) => paintTextOfState(text, board.health, style),
  },
  { title: 'attempt', align: 'right', value: (board) => board.currentAttempt },
];

/** Boards as people read them. */
export function boardTable(boards: readonly BoardView[], style: Style): string {
  return boards.length === 0 ? 'no agent has announced a board yet' : renderTable(columns, boards, style);
}
