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
  /** Earlier rows whose results it reads; `networkInput` for an input of the network. */
  readonly sources: readonly number[];
  /**
   * `view`: a part of a tensor that is read where it lies; the profile does not list it.
   * `folded`: an element-wise layer that the compiler gives to the NN cores.
   */
  readonly form?: 'view' | 'folded';
}

/** In `Layer.sources`: an input of the network. */
export const networkInput = -1;

/** The part of a layer that the time of the layer alone depends on. */
export type LayerWork = Pick<Layer, 'engine' | 'work' | 'inputBytes' | 'outputBytes' | 'form'>;
