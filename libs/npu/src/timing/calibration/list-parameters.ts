import { convolutionParameters, fitConvolution } from './fit-convolution.js';
import { lawParameters } from './composition-law.js';
import { fitComposition } from './fit-composition.js';
import type { CalibrationFacts, FittedTiming } from './fit-timing.js';

/** A parameter with the spread that leaving out one group of facts after the other gives it. */
export interface FittedParameter {
  readonly name: string;
  readonly value: number;
  /** Half of the 95 % confidence interval, by the jackknife over teams or topologies. */
  readonly plusMinus: number;
  /** The value that predictions use. */
  readonly frozen: number;
}

/** Lists what was fitted beside what predictions use. */
export function listParameters(
  { uploads, networks }: CalibrationFacts,
  fitted: FittedTiming,
  frozen: FittedTiming,
): readonly FittedParameter[] {
  const published = networks.filter(({ evidence }) => evidence === 'published');
  const topologies = [...new Set(published.map(({ topology }) => topology))];
  const convolutions = topologies.map((topology) =>
    fitConvolution(published.filter((network) => network.topology !== topology)),
  );
  const teams = [...new Set(uploads.map(({ team }) => team))];
  const laws = (['nchw', 'nhwc'] as const).flatMap((layout) => {
    const replicates = teams.map((team) =>
      fitComposition(
        uploads.filter((upload) => upload.team !== team),
        layout,
      ),
    );
    return lawParameters.map((name) => ({
      name: `${layout}.${name}`,
      value: fitted.laws[layout][name],
      plusMinus: jackknife(replicates.map((law) => law[name])),
      frozen: frozen.laws[layout][name],
    }));
  });
  return [
    ...convolutionParameters.map((name) => ({
      name: `convolution.${name}`,
      value: fitted.convolution[name],
      plusMinus: jackknife(convolutions.map((one) => one[name])),
      frozen: frozen.convolution[name],
    })),
    ...laws.filter(({ value, frozen: kept }) => value !== 0 || kept !== 0),
    {
      name: 'transposes.outputTransposeUs',
      value: fitted.transposes.outputTransposeUs,
      plusMinus: 0,
      frozen: frozen.transposes.outputTransposeUs,
    },
  ];
}

const normal95 = 1.96;

/** Source: Efron and Stein, The jackknife estimate of variance, 1981. */
function jackknife(replicates: readonly number[]): number {
  const count = replicates.length;
  if (count < 2) return 0;
  const mean = replicates.reduce((sum, value) => sum + value, 0) / count;
  const squares = replicates.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return normal95 * Math.sqrt(((count - 1) / count) * squares);
}
