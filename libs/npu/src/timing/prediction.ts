import type { Engine } from '../arch/engine.js';

/** What the real board would show, as far as the timing model knows. */
export interface Prediction {
  readonly fidelity: 'emulated';
  readonly clock: 'predicted';
  readonly inferenceUs: number;
  /** The same network where the board's compiler tiles badly, as it does for some uploads. */
  readonly badlyTiledUs: number;
  readonly interval: PredictionInterval;
  /** Sum of the layers, which overlap: larger than `inferenceUs`. */
  readonly bylayerSumUs: number;
  readonly byLayer: readonly PredictedLayer[];
  /** Time to map and compile on the board. */
  readonly compileUs: number;
  /** Time on the board's CPU instead, for the speed-up column. */
  readonly cpuUs: number;
  readonly memory: PredictedMemory;
  readonly modelVersion: string;
  /** Toolchain that the prediction stands for. */
  readonly era: string;
  /** Mean error in percent on networks of topologies that the fit had not seen. */
  readonly crossValidatedErrorPercent: number;
  /** Kinds of layers in the network whose cost was never seen on the board. */
  readonly assumed: readonly string[];
}

/** Where the board's runtime lies in nine of ten networks, going by networks of topologies that the fit had not seen. */
export interface PredictionInterval {
  readonly lowUs: number;
  readonly highUs: number;
  readonly confidence: number;
}

export interface PredictedLayer {
  readonly type: string;
  readonly inferenceUs: number;
  /** What the network's runtime grows by because of the layer, given what it overlaps with. */
  readonly effectiveUs: number;
  /** When the layer starts; the runtime has grown by `effectiveUs` when it ends. */
  readonly startUs: number;
  readonly endUs: number;
  /** Bytes that it reads from and writes to the board's memory, weights included. */
  readonly readBytes: number;
  readonly writtenBytes: number;
  readonly engine: Engine;
  readonly operators: readonly number[];
}

export interface PredictedMemory {
  readonly peakActivationBytes: number;
  readonly weightBytes: number;
  readonly ddrReadBytes: number;
  readonly ddrWriteBytes: number;
}
