import type { TimingCoefficients } from '../coefficients.js';
import type { KnownArchitecture } from './architecture.js';
import { errorPercent, type ErrorSummary, rounded, summariseErrors } from './error-summary.js';
import { pairsInOrder } from './evaluate-runs.js';
import { isSingleLayer, priceArchitecture } from './price-architecture.js';

/** A published runtime beside the predicted one; without a prediction, why there is none. */
export interface ArchitectureResidual {
  readonly id: string;
  readonly topology: string;
  readonly evidence: KnownArchitecture['evidence'];
  readonly layout: 'nchw' | 'nhwc';
  readonly measuredUs: number;
  readonly predictedUs: number;
  readonly errorPercent: number;
  /** Error on the sum of the convolutions' listed times; null where they were not published. */
  readonly convolutionErrorPercent: number | null;
  readonly isCovered: boolean;
  readonly isAssumed: boolean;
}

export interface UnpricedArchitecture {
  readonly id: string;
  readonly reason: string;
}

/** How well the timing model predicts published runtimes from layer lists. */
export interface ArchitecturesEvaluation extends ErrorSummary {
  readonly convolutions: ErrorSummary;
  readonly pairsInOrder: number | null;
  readonly intervalCoverage: number | null;
  readonly residuals: readonly ArchitectureResidual[];
  readonly unpriced: readonly UnpricedArchitecture[];
}

/** Predicts every network of a list in every layout in which it was measured. */
export function evaluateArchitectures(
  architectures: readonly KnownArchitecture[],
  coefficientsOf: (architecture: KnownArchitecture) => TimingCoefficients,
): ArchitecturesEvaluation {
  const unpriced: UnpricedArchitecture[] = [];
  const residuals = architectures.flatMap((architecture) => {
    const priced = priceArchitecture(architecture, coefficientsOf(architecture));
    if (priced.nchwUs === undefined) unpriced.push({ id: architecture.id, reason: priced.reason });
    return priced.nchwUs === undefined ? [] : residualsOf(architecture, priced);
  });
  return { ...summariseResiduals(residuals), residuals, unpriced };
}

/** The figures of an evaluation over a part of its residuals. */
export function summariseResiduals(
  residuals: readonly ArchitectureResidual[],
): Omit<ArchitecturesEvaluation, 'residuals' | 'unpriced'> {
  const covered = residuals.filter(({ isCovered }) => isCovered).length;
  const nchw = residuals.filter(({ layout }) => layout === 'nchw');
  return {
    ...summariseErrors(residuals.map((one) => one.errorPercent)),
    convolutions: summariseErrors(nchw.flatMap((one) => one.convolutionErrorPercent ?? [])),
    pairsInOrder: pairsInOrder(nchw),
    intervalCoverage: residuals.length === 0 ? null : rounded(covered / residuals.length),
  };
}

function residualsOf(
  architecture: KnownArchitecture,
  priced: Extract<ReturnType<typeof priceArchitecture>, { nchwUs: number }>,
): readonly ArchitectureResidual[] {
  const { id, topology, evidence } = architecture;
  const layouts = isSingleLayer(architecture) ? (['nchw'] as const) : (['nchw', 'nhwc'] as const);
  const listedUs = architecture.convolutionUs.reduce((sum, us) => sum + us, 0);
  return layouts.flatMap((layout) => {
    const measuredUs = architecture[`${layout}Us`];
    if (measuredUs === undefined) return [];
    const predictedUs = Math.round(priced[`${layout}Us`]);
    const { lowUs, highUs } = priced.intervals[layout];
    return [
      {
        id,
        topology,
        evidence,
        layout,
        measuredUs,
        predictedUs,
        errorPercent: rounded(errorPercent(predictedUs, measuredUs)),
        convolutionErrorPercent: listedUs > 0 ? rounded(errorPercent(priced.convolutionUs, listedUs)) : null,
        isCovered: lowUs <= measuredUs && measuredUs <= highUs,
        isAssumed: priced.isAssumed,
      },
    ];
  });
}
