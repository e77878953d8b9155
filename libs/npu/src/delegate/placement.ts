import type { Engine } from '../arch/engine.js';
import type { Issue, Reason } from '../reason.js';

/** Where an operator runs and why. */
export interface Placement {
  readonly unit: 'npu' | 'cpu' | 'none';
  readonly engine: Engine | undefined;
  /** Why it is not on the NPU; empty when it is. */
  readonly reasons: readonly Reason[];
  /** Findings that stand in the way of acceptance. */
  readonly issues: readonly Issue[];
  readonly warnings: readonly Issue[];
}
