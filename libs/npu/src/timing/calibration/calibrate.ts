import { timingErrors } from '../../arch/timing-errors.js';
import { vs680 } from '../../arch/vs680.js';
import { vs680Fit } from '../../arch/vs680-fit.js';
import { versions } from '../../versions.js';
import type { CompositionLaw, TimingCoefficients } from '../coefficients.js';
import { compositionCoefficients } from '../composition-coefficients.js';
import type { Upload } from './board-run.js';
import type { ErrorSummary } from './error-summary.js';
import {
  type ArchitectureResidual,
  type ArchitecturesEvaluation,
  evaluateArchitectures,
  summariseResiduals,
} from './evaluate-architectures.js';
import { evaluateRuns, type RunsEvaluation } from './evaluate-runs.js';
import { fitComposition } from './fit-composition.js';
import { type CalibrationFacts, fitTiming, type FittedTiming, type JudgedFacts } from './fit-timing.js';
import { type FittedParameter, listParameters } from './list-parameters.js';
import { judgeSplit, type SplitEvidence } from './judge-split.js';
import { meanOverTopologies } from './mean-over-topologies.js';

/** What a calibration finds: parameters, residuals, and errors on what the fit has and has not seen. */
export interface CalibrationReport {
  readonly modelVersion: string;
  readonly era: string;
  readonly parameters: readonly FittedParameter[];
  /** Layer times given, composed to the runtime of the network. */
  readonly composition: Readonly<
    Record<
      'nchw' | 'nhwc',
      { readonly inSample: RunsEvaluation; readonly crossValidatedByTeam: RunsEvaluation }
    >
  >;
  /** Runtime predicted from layer lists. */
  readonly networks: {
    readonly inSample: NetworkErrors;
    readonly leaveOneTopologyOut: NetworkErrors;
    readonly residuals: readonly ArchitectureResidual[];
  };
  /** Listed times of single layers; the rates of those that are no convolutions were read off them. */
  readonly layers: ArchitecturesEvaluation;
  /** Why parts of channels are priced as they are. */
  readonly split: SplitEvidence;
}

export interface NetworkErrors {
  /** Every topology counts once, however many runs of it there are. */
  readonly meanOverTopologiesPercent: number | null;
  /** Networks whose widths were published, and those whose widths were read from their layers' times. */
  readonly published: NetworkFigures;
  readonly inferred: NetworkFigures;
  readonly all: NetworkFigures;
}

type NetworkFigures = ErrorSummary &
  Pick<ArchitecturesEvaluation, 'convolutions' | 'pairsInOrder' | 'intervalCoverage'>;

/** Fits the timing model to facts and judges it on what each fit has not seen. */
export function calibrate(facts: JudgedFacts): CalibrationReport {
  const fitted = fitTiming(facts);
  const coefficients = coefficientsOf(fitted);
  const inSample = evaluateArchitectures(facts.networks, () => coefficients);
  const topologies = [...new Set(facts.networks.map(({ topology }) => topology))];
  const without = new Map(topologies.map((topology) => [topology, fitWithout(facts, topology)]));
  const leftOut = evaluateArchitectures(
    facts.networks,
    ({ topology }) => without.get(topology) ?? coefficients,
  );
  const parameters = listParameters(facts, fitted, vs680Fit);
  return {
    modelVersion: versions.timingModel,
    era: timingErrors.era,
    parameters,
    composition: {
      nchw: evaluateComposition(facts.uploads, 'nchw', fitted.laws.nchw),
      nhwc: evaluateComposition(facts.uploads, 'nhwc', fitted.laws.nhwc),
    },
    networks: {
      inSample: networkErrors(inSample.residuals),
      leaveOneTopologyOut: networkErrors(leftOut.residuals),
      residuals: leftOut.residuals,
    },
    layers: evaluateArchitectures(facts.layers, () => coefficients),
    split: judgeSplit(facts.uploads, fitted.laws, parameters),
  };
}

function coefficientsOf({ convolution, laws, transposes }: FittedTiming): TimingCoefficients {
  return { ...vs680, convolution, composition: compositionCoefficients(laws.nchw, transposes) };
}

/** A fit that has seen neither the networks of a topology nor their uploads. */
function fitWithout({ uploads, networks }: CalibrationFacts, topology: string): TimingCoefficients {
  const ids = new Set(
    networks.filter((network) => network.topology === topology).map(({ id }) => id.split('/').at(-1)),
  );
  return coefficientsOf(
    fitTiming({
      uploads: uploads.filter(({ id }) => !ids.has(id)),
      networks: networks.filter((network) => network.topology !== topology),
    }),
  );
}

function evaluateComposition(
  uploads: readonly Upload[],
  layout: 'nchw' | 'nhwc',
  law: CompositionLaw,
): CalibrationReport['composition']['nchw'] {
  const teams = [...new Set(uploads.map(({ team }) => team))];
  const without = new Map(
    teams.map((team) => [
      team,
      fitComposition(
        uploads.filter((upload) => upload.team !== team),
        layout,
      ),
    ]),
  );
  return {
    inSample: evaluateRuns(uploads, layout, () => law),
    crossValidatedByTeam: evaluateRuns(uploads, layout, ({ team }) => without.get(team) ?? law),
  };
}

function networkErrors(residuals: readonly ArchitectureResidual[]): NetworkErrors {
  return {
    meanOverTopologiesPercent: meanOverTopologies(residuals),
    published: summariseResiduals(residuals.filter(({ evidence }) => evidence === 'published')),
    inferred: summariseResiduals(residuals.filter(({ evidence }) => evidence === 'inferred')),
    all: summariseResiduals(residuals),
  };
}
