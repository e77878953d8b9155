import { timingErrors } from '../../arch/timing-errors.js';
import { vs680 } from '../../arch/vs680.js';
import { vs680Fit } from '../../arch/vs680-fit.js';
import { versions } from '../../versions.js';
import { type ErrorSummary, summariseErrors } from './error-summary.js';
import {
  type ArchitecturesEvaluation,
  type ArchitectureResidual,
  evaluateArchitectures,
  summariseResiduals,
  type UnpricedArchitecture,
} from './evaluate-architectures.js';
import { evaluateRuns, type RunsEvaluation } from './evaluate-runs.js';
import { errorPercent } from './error-summary.js';
import { composeRun } from './composition-law.js';
import { isSingleLayer } from './price-architecture.js';
import { isArchitectures, readArchitectures } from './read-architectures.js';
import { isBoardTimings, readBoardTimings, type SkippedUpload } from './read-board-timings.js';

/** The frozen timing model judged on a document; the errors at the top are over all cases of it. */
export type DocumentEvaluation = TimingsEvaluation | ListsEvaluation;

interface TimingsEvaluation extends ErrorSummary {
  readonly format: 'board-timings';
  readonly modelVersion: string;
  readonly era: string;
  readonly nchw: RunsEvaluation;
  readonly nhwc: RunsEvaluation;
  readonly skipped: readonly SkippedUpload[];
}

interface ListsEvaluation extends ErrorSummary {
  readonly format: 'known-architectures';
  readonly modelVersion: string;
  readonly era: string;
  /** Networks of layers that were seen on the board, and those with a layer whose cost is assumed. */
  readonly networks: Figures & { readonly calibrated: Figures; readonly assumed: Figures };
  readonly nchw: Figures;
  readonly nhwc: Figures;
  /** Single layers, by listed time; not part of the errors at the top. */
  readonly layers: Figures;
  readonly residuals: readonly ArchitectureResidual[];
  readonly unpriced: readonly UnpricedArchitecture[];
}

type Figures = Omit<ArchitecturesEvaluation, 'residuals' | 'unpriced'>;

/**
 * Judges the frozen model on a document in one of the two published formats.
 *
 * Throws RangeError for a document in neither.
 */
export function evaluateDocument(document: unknown): DocumentEvaluation {
  if (isArchitectures(document)) return evaluateLists(document);
  if (isBoardTimings(document)) return evaluateTimings(document);
  throw new RangeError(
    'the document is neither a list of board runs (rows with "nchw" or "nhwc") nor of architectures (rows with "architecture")',
  );
}

const identity = { modelVersion: versions.timingModel, era: timingErrors.era };

function evaluateTimings(document: unknown): TimingsEvaluation {
  const { uploads, skipped } = readBoardTimings(document);
  const errors = uploads.flatMap((upload) =>
    (['nchw', 'nhwc'] as const).flatMap((layout) => {
      const run = upload[layout];
      return run === undefined
        ? []
        : [errorPercent(composeRun(run, layout, vs680Fit.laws[layout]), run.totalUs)];
    }),
  );
  return {
    format: 'board-timings',
    ...identity,
    ...summariseErrors(errors),
    nchw: evaluateRuns(uploads, 'nchw', () => vs680Fit.laws.nchw),
    nhwc: evaluateRuns(uploads, 'nhwc', () => vs680Fit.laws.nhwc),
    skipped,
  };
}

function evaluateLists(document: unknown): ListsEvaluation {
  const architectures = readArchitectures(document);
  const { residuals, unpriced } = evaluateArchitectures(
    architectures.filter((one) => !isSingleLayer(one)),
    () => vs680,
  );
  const layers = evaluateArchitectures(architectures.filter(isSingleLayer), () => vs680);
  const part = (keep: (residual: ArchitectureResidual) => boolean): Figures =>
    summariseResiduals(residuals.filter(keep));
  return {
    format: 'known-architectures',
    ...identity,
    ...summariseErrors(residuals.map((one) => one.errorPercent)),
    networks: {
      ...summariseResiduals(residuals),
      calibrated: part(({ isAssumed }) => !isAssumed),
      assumed: part(({ isAssumed }) => isAssumed),
    },
    nchw: part(({ layout }) => layout === 'nchw'),
    nhwc: part(({ layout }) => layout === 'nhwc'),
    layers: summariseResiduals(layers.residuals),
    residuals: [...residuals, ...layers.residuals],
    unpriced: [...unpriced, ...layers.unpriced],
  };
}
