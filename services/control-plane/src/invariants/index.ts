export { checkInvariants } from './check-invariants.js';
export { type CheckMoment, findViolations } from './find-violations.js';
export type { Invariant } from './invariant.js';
export { InvariantsModule } from './invariants.module.js';
export { invariants } from './list/index.js';
