import type { Program, ProgramOperation } from '../../../binary/program.js';
import type { Rounding } from '../../../kernels/kernel.js';
import type { RowStep } from '../../rows/row-step.js';

/** What a lowering of whole tensors knows besides its operation. */
export interface WholeContext {
  readonly program: Program;
  readonly rounding: Rounding;
}

/** Turns an operation of a kernel into steps on tensors that lie in memory in full. */
export interface WholeLowering {
  /** The scalar kernel that the steps equal. */
  readonly kernel: string;
  /**
   * Groups of steps; a group starts when the one before it has ended on all threads. `undefined` where no step
   * applies.
   */
  readonly lower: (
    operation: ProgramOperation,
    context: WholeContext,
  ) => readonly (readonly RowStep[])[] | undefined;
}

export function defineWholeLowering(lowering: WholeLowering): WholeLowering {
  return lowering;
}
