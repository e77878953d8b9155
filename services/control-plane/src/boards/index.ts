export type { BoardAxes } from './board-axes.js';
export { BoardViews } from './board-views.js';
export { Board } from './board.entity.js';
export { BoardsModule } from './boards.module.js';
export { lockBoards } from './lock-boards.js';
export { saveBoard } from './save-board.js';
export { becameUsable, type BoardEvent, stepBoard } from './step-board.js';
