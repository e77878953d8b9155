import { timingErrors } from '../arch/timing-errors.js';
import type { PredictionInterval } from './prediction.js';

/** What the interval around a prediction has to allow for. */
export interface PredictionDoubts {
  readonly badlyTiledUs: number;
  /** More where parts of channels are copied beside the NN cores after all; 0 for a network without parts. */
  readonly copiedPartsUs: number;
  readonly isAssumed: boolean;
}

/**
 * The interval that a prediction states: the errors on topologies that the fit had not seen, and upwards the chance
 * that the board's compiler tiles badly or copies what it could read in place.
 */
export function predictionInterval(
  typicalUs: number,
  { badlyTiledUs, copiedPartsUs, isAssumed }: PredictionDoubts,
): PredictionInterval {
  const { ninetyPercentWithin, assumedWithin, badTilingWithin } = timingErrors;
  const within = 1 + (isAssumed ? assumedWithin : ninetyPercentWithin) / 100;
  return {
    lowUs: Math.round(typicalUs / within),
    highUs: Math.round(
      Math.max((typicalUs + copiedPartsUs) * within, badlyTiledUs * (1 + badTilingWithin / 100)),
    ),
    confidence: 0.9,
  };
}
