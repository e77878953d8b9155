import { timingErrors } from '../../arch/timing-errors.js';
import type { CompositionLaw } from '../coefficients.js';
import type { Upload } from './board-run.js';
import { composeRun } from './composition-law.js';
import { errorPercent, type ErrorSummary, rounded, summariseErrors } from './error-summary.js';

/** How well a composition law turns given layer times into the runtimes of networks. */
export interface RunsEvaluation extends ErrorSummary {
  /** Share of pairs in the right order, among those whose measured runtimes differ by more than 2 %. */
  readonly pairsInOrder: number | null;
  /** Share of runs inside the interval that the law states. */
  readonly intervalCoverage: number | null;
  readonly worst: readonly RunResidual[];
}

export interface RunResidual {
  readonly id: string;
  readonly measuredUs: number;
  readonly predictedUs: number;
  readonly errorPercent: number;
}

/** Evaluates a law on the runs of one layout. */
export function evaluateRuns(
  uploads: readonly Upload[],
  layout: 'nchw' | 'nhwc',
  lawOf: (upload: Upload) => CompositionLaw,
): RunsEvaluation {
  const residuals = uploads.flatMap((upload): RunResidual[] => {
    const run = upload[layout];
    if (run === undefined) return [];
    const predictedUs = Math.round(composeRun(run, layout, lawOf(upload)));
    const error = rounded(errorPercent(predictedUs, run.totalUs));
    return [{ id: upload.id, measuredUs: run.totalUs, predictedUs, errorPercent: error }];
  });
  const within = timingErrors.compositionWithin[layout];
  const covered = residuals.filter((one) => Math.abs(one.errorPercent) <= within).length;
  return {
    ...summariseErrors(residuals.map((one) => one.errorPercent)),
    pairsInOrder: pairsInOrder(residuals),
    intervalCoverage: residuals.length === 0 ? null : rounded(covered / residuals.length),
    worst: residuals.toSorted((a, b) => Math.abs(b.errorPercent) - Math.abs(a.errorPercent)).slice(0, 10),
  };
}

const smallestDifference = 0.02;

/** Share of pairs that the prediction puts in the measured order; null without a pair that differs enough. */
export function pairsInOrder(
  rows: readonly { readonly measuredUs: number; readonly predictedUs: number }[],
): number | null {
  let pairs = 0;
  let right = 0;
  rows.forEach((a, index) => {
    for (const b of rows.slice(index + 1)) {
      const difference = a.measuredUs - b.measuredUs;
      if (Math.abs(difference) <= smallestDifference * Math.min(a.measuredUs, b.measuredUs)) continue;
      pairs++;
      if (difference > 0 === a.predictedUs > b.predictedUs) right++;
    }
  });
  return pairs === 0 ? null : Math.round((right / pairs) * 10_000) / 10_000;
}
