import type { Engine } from '../arch/engine.js';
import type { Work } from '../ops/anatomy/work.js';

/** A row of the board's profile: one compiled layer, by the board's own name, with the work it stands for. */
export interface Layer {
  /** Name as in the board's profile, such as `ConvolutionReluPoolingLayer2`. */
  readonly type: string;
  readonly engine: Engine;
  readonly work: Work;
  readonly inputBytes: number;
  readonly outputBytes: number;
  /** Operators of the model that the layer stands for. */
  readonly operators: readonly number[];
}
