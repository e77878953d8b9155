export { DispatchModule } from './dispatch.module.js';
export { Dispatcher } from './dispatcher.js';
export { readBoards } from './read-boards.js';
export { readCandidatesById } from './read-candidates.js';
export { Reconciler } from './reconciler.js';
export { Sweeper } from './sweeper.js';
