export * from './attempt-state.js';
export * from './board-state.js';
export * from './job-state.js';
export * from './phase-state.js';
export * from './submission-state.js';
