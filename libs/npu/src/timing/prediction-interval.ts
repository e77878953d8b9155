import { timingErrors } from '../arch/timing-errors.js';
import type { PredictionInterval } from './prediction.js';

/**
 * The interval that a prediction states: the errors on topologies that the fit had not seen, and upwards the chance
 * that the board's compiler tiles badly.
 */
export function predictionInterval(
  typicalUs: number,
  badlyTiledUs: number,
  isAssumed: boolean,
): PredictionInterval {
  const { ninetyPercentWithin, assumedWithin, badTilingWithin } = timingErrors;
  const within = 1 + (isAssumed ? assumedWithin : ninetyPercentWithin) / 100;
  return {
    lowUs: Math.round(typicalUs / within),
    highUs: Math.round(Math.max(typicalUs * within, badlyTiledUs * (1 + badTilingWithin / 100))),
    confidence: 0.9,
  };
}
