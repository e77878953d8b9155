import type { ProgramOperation } from '../../binary/program.js';
import type { Rounding } from '../../kernels/kernel.js';
import type { SegmentBuilder } from '../rows/segment-builder.js';

/** What a lowering knows besides its operation. */
export interface LoweringContext {
  readonly builder: SegmentBuilder;
  readonly rounding: Rounding;
}

/** Turns an operation of a kernel into row steps. */
export interface Lowering {
  /** The scalar kernel that the steps equal. */
  readonly kernel: string;
  /** Adds the steps and says true, or leaves the builder as it was and says false. */
  readonly lower: (operation: ProgramOperation, context: LoweringContext) => boolean;
}

export function defineLowering(lowering: Lowering): Lowering {
  return lowering;
}
