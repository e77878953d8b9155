import type { CalibrationReport, NetworkErrors } from './calibrate.js';
import type { RunsEvaluation } from './evaluate-runs.js';
import type { SplitEvidence } from './judge-split.js';

/** A calibration as plain text for a terminal. */
export function renderCalibration(report: CalibrationReport): string {
  const { parameters, composition, networks } = report;
  return [
    `timing model ${report.modelVersion}, board toolchain of ${report.era}`,
    '',
    'parameter                            fitted      ± (95 %)     in use',
    ...parameters.map(
      ({ name, value, plusMinus, frozen }) =>
        `${name.padEnd(32)} ${figure(value)} ${figure(plusMinus)} ${figure(frozen)}`,
    ),
    '',
    'runtime from given layer times       runs    mean  median     p90  in order  covered',
    runsLine('NCHW in-sample', composition.nchw.inSample),
    runsLine('NCHW cross-validated by team', composition.nchw.crossValidatedByTeam),
    runsLine('NHWC in-sample', composition.nhwc.inSample),
    runsLine('NHWC cross-validated by team', composition.nhwc.crossValidatedByTeam),
    '',
    'runtime from the layer list         cases    mean  median     p90  in order  covered  convolutions alone',
    ...networkLines('in-sample', networks.inSample),
    ...networkLines('leave one topology out', networks.leaveOneTopologyOut),
    '',
    'case, topology left out           evidence   layout  measured ms  predicted ms   error',
    ...networks.residuals.map(
      (one) =>
        `${`${one.id} ${one.topology}`.padEnd(43)} ${one.evidence.padEnd(10)} ${one.layout}  ${milliseconds(one.measuredUs)}  ${milliseconds(one.predictedUs)}  ${percent(one.errorPercent)}`,
    ),
    '',
    'single layer                                                   listed ms  predicted ms   error',
    ...report.layers.residuals.map(
      (one) =>
        `${one.id.padEnd(61)} ${milliseconds(one.measuredUs)}  ${milliseconds(one.predictedUs)}  ${percent(one.errorPercent)}`,
    ),
    ...report.layers.unpriced.map(({ id, reason }) => `${id.padEnd(61)} ${reason}`),
    '',
    ...splitLines(report.split),
    '',
    `mean over topologies: in-sample ${percent(networks.inSample.meanOverTopologiesPercent)}, left out ${percent(networks.leaveOneTopologyOut.meanOverTopologiesPercent)}`,
    '',
  ].join('\n');
}

/** Parts of channels, judged by board rows and not by the row of Table 1 that they matter for. */
function splitLines({
  runsWithCopies,
  copyShare,
  copySharePlusMinus,
  splitRuns,
}: SplitEvidence): readonly string[] {
  const ofCopies = `${copyShare.toFixed(2)} ± ${copySharePlusMinus.toFixed(2)}`;
  return [
    'parts of channels (SPLIT)         layout  copies listed ms  measured ms  layers alone ms',
    ...splitRuns.map(
      ({ upload, network, layout, listedCopiesUs, measuredUs, composedUs }) =>
        `${`${upload} ${network.split(',')[0] ?? ''}`.padEnd(34)}${layout}  ${milliseconds(listedCopiesUs)}       ${milliseconds(measuredUs)}  ${milliseconds(composedUs)}`,
    ),
    `chosen: free. These runs list no copies, and their listed layers leave no time for hidden ones. In serial is ruled out as well: over ${runsWithCopies} runs that list copies, the runtime grows by ${ofCopies} of their listed time.`,
  ];
}

function networkLines(title: string, errors: NetworkErrors): readonly string[] {
  return (['published', 'inferred', 'all'] as const).map((part) => {
    const figures = errors[part];
    return `${runsLine(`${title}, ${part}`, figures)}  ${percent(figures.convolutions.meanErrorPercent)} mean`;
  });
}

function runsLine(
  title: string,
  figures: Pick<
    RunsEvaluation,
    | 'cases'
    | 'meanErrorPercent'
    | 'medianErrorPercent'
    | 'p90ErrorPercent'
    | 'pairsInOrder'
    | 'intervalCoverage'
  >,
): string {
  const { cases, meanErrorPercent, medianErrorPercent, p90ErrorPercent } = figures;
  return [
    title.padEnd(34),
    String(cases).padStart(6),
    percent(meanErrorPercent),
    percent(medianErrorPercent),
    percent(p90ErrorPercent),
    percent(share(figures.pairsInOrder)),
    percent(share(figures.intervalCoverage)),
  ].join(' ');
}

function share(value: number | null): number | null {
  return value === null ? null : value * 100;
}

function percent(value: number | null): string {
  return value === null ? '      –' : `${value.toFixed(1).padStart(5)} %`;
}

function milliseconds(us: number): string {
  return (us / 1000).toFixed(2).padStart(11);
}

function figure(value: number): string {
  return value.toPrecision(4).padStart(12);
}
