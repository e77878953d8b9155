import type { Engine } from '../arch/engine.js';

/** What the real board would show, as far as the timing model knows. */
export interface Prediction {
  readonly fidelity: 'emulated';
  readonly clock: 'predicted';
  readonly inferenceUs: number;
  /** Sum of the layers, which overlap: larger than `inferenceUs`. */
  readonly bylayerSumUs: number;
  readonly byLayer: readonly PredictedLayer[];
  /** Time to map and compile on the board. */
  readonly compileUs: number;
  /** Time on the board's CPU instead, for the speed-up column. */
  readonly cpuUs: number;
  readonly memory: PredictedMemory;
  readonly modelVersion: string;
}

export interface PredictedLayer {
  readonly type: string;
  readonly inferenceUs: number;
  readonly engine: Engine;
  readonly operators: readonly number[];
}

export interface PredictedMemory {
  readonly peakActivationBytes: number;
  readonly weightBytes: number;
  readonly ddrReadBytes: number;
  readonly ddrWriteBytes: number;
}
