export * from './attempt.lifecycle.js';
export * from './board-health.lifecycle.js';
export * from './board-link.lifecycle.js';
export * from './board-occupancy.lifecycle.js';
export { findTransition } from './find-transition.js';
export { IllegalTransitionError } from './illegal-transition.error.js';
export * from './job.lifecycle.js';
export type { Guard, Lifecycle, Transition } from './lifecycle.js';
export { requireTransition } from './require-transition.js';
