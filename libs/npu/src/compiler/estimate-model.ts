import { readModel, type Model } from '@npufarm/tflite';
import type { Program } from '../binary/program.js';
import { mapModel, type Mapping } from '../delegate/map-model.js';
import { predict } from '../timing/predict.js';
import type { Prediction } from '../timing/prediction.js';
import { buildAccepted } from './build-accepted.js';
import type { CompileOptions } from './compile-model.js';

/** A model's mapping and, if the policy accepts it, its program and predicted runtime. */
export interface Estimate {
  readonly mapping: Mapping;
  readonly program: Program | undefined;
  readonly prediction: Prediction | undefined;
}

/**
 * Maps a model and predicts its runtime on the board without executing or encoding anything, for searches over many.
 *
 * Throws ModelFormatError for a file that is no readable model.
 */
export function estimateModel(file: Uint8Array | Model, options: CompileOptions): Estimate {
  const model = file instanceof Uint8Array ? readModel(file) : file;
  const outcome = buildAccepted(mapModel(model, options.policy, { inputShapes: options.inputShapes }));
  const { mapping, program } = outcome;
  if (program === undefined) return { mapping, program, prediction: undefined };
  return { mapping, program, prediction: predict(program, { layout: options.layout ?? 'nhwc' }) };
}
