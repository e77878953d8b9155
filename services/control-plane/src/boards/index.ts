export type { BoardAxes } from './board-axes.js';
export { Board } from './board.entity.js';
export { boardAxesColumns, lockBoards } from './lock-boards.js';
export { saveBoard } from './save-board.js';
export { becameUsable, type BoardEvent, stepBoard } from './step-board.js';
