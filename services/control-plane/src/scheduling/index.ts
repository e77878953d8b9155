export { assign, type Assignment, type Schedule, type SchedulingState } from './assign.js';
export type { BoardSnapshot } from './board-snapshot.js';
export type { Candidate } from './candidate.js';
export { capabilityClass } from './capability-class.js';
export { explainWaiting } from './explain-waiting.js';
export { classClock, type FairShareEntry } from './fair-share.js';
