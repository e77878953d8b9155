import { defineCommand } from '../../command.js';
import { fixed, milliseconds, signed } from '../../output/format-number.js';
import type { Style } from '../../output/style.js';
import { type Column, renderTable } from '../../output/table.js';
import { type Table1Row, table1Rows } from './table1-rows.js';

const published = (value: number | string | null, digits: number): string | undefined =>
  typeof value === 'string' ? value : fixed(value, digits);

const columns: readonly Column<Table1Row>[] = [
  { title: 'team', value: ({ published: row }) => `${row.team}${row.isLate ? ' *' : ''}` },
  { title: 'PSNR', align: 'right', value: ({ published: row }) => fixed(row.psnr, 2) },
  { title: 'SSIM', align: 'right', value: ({ published: row }) => fixed(row.ssim, 4) },
  { title: 'CPU ms', align: 'right', value: ({ published: row }) => published(row.cpuMs, 0) },
  { title: 'predicted', align: 'right', value: (row) => fixed(cpuMs(row), 0) },
  { title: 'NPU ms', align: 'right', value: ({ published: row }) => fixed(row.npuMs, 2) },
  { title: 'emulated', align: 'right', value: ({ prediction }) => milliseconds(prediction?.inferenceUs) },
  {
    title: 'if tiled badly',
    align: 'right',
    value: ({ prediction }) => milliseconds(prediction?.badlyTiledUs),
  },
  { title: 'off %', align: 'right', value: ({ deviationPercent }) => signed(deviationPercent, 1) },
  { title: 'speed-up', align: 'right', value: ({ published: row }) => fixed(row.speedUp, 1) },
  { title: 'score', align: 'right', value: ({ published: row }) => fixed(row.score, 2) },
  { title: 'recomputed', align: 'right', value: ({ scoreRecomputed }) => fixed(scoreRecomputed, 2) },
  { title: '', value: note },
];

function note({ network, assumed, prediction }: Table1Row): string {
  if (network === undefined) return 'no published architecture';
  if (assumed.length === 0 && prediction?.assumed.length === 0) return 'known';
  return 'assumed';
}

function cpuMs({ prediction }: Table1Row): number | undefined {
  return prediction === undefined ? undefined : prediction.cpuUs / 1000;
}

/** Rank correlation of two columns over the rows that have both. */
function correlate(
  rank: (a: readonly number[], b: readonly number[]) => number | undefined,
  rows: readonly Table1Row[],
  a: (row: Table1Row) => number | string | null | undefined,
  b: (row: Table1Row) => number | string | null | undefined,
): number | null {
  const both = rows.flatMap((row) => {
    const [left, right] = [a(row), b(row)];
    return typeof left === 'number' && typeof right === 'number' ? [{ left, right }] : [];
  });
  if (both.length < 2) return null;
  const value = rank(
    both.map(({ left }) => left),
    both.map(({ right }) => right),
  );
  return value ?? null;
}

export const table1 = defineCommand<[]>({
  path: 'table1',
  summary: "show the 2021 challenge's published results beside the emulated board's",
  run: async () => {
    const { rankCorrelation: rank } = await import('@npufarm/scoring');
    const rows = await table1Rows();
    const emulatedNpu = ({ prediction }: Table1Row): number | undefined => prediction?.inferenceUs;
    const publishedNpu = ({ published: row }: Table1Row): number | null => row.npuMs;
    const rankCorrelation = correlate(rank, rows, emulatedNpu, publishedNpu);
    const rankCorrelationAlternatives = correlate(
      rank,
      rows,
      (row) => row.alternatives[0]?.inferenceUs ?? emulatedNpu(row),
      publishedNpu,
    );
    const rankCorrelationCpuNpu = correlate(rank, rows, ({ published: row }) => row.cpuMs, publishedNpu);
    return {
      document: {
        rows: rows.map(rowDocument),
        rankCorrelation,
        rankCorrelationAlternatives,
        rankCorrelationCpuNpu,
        modelVersion:
          rows.find(({ prediction }) => prediction !== undefined)?.prediction?.modelVersion ?? null,
        layout: 'nchw',
      },
      text: (style) =>
        table1Text(
          rows,
          { npu: rankCorrelation, alternatives: rankCorrelationAlternatives, cpu: rankCorrelationCpuNpu },
          style,
        ),
    };
  },
});

function rowDocument(row: Table1Row): object {
  const {
    published: known,
    network,
    prediction,
    hypotheses,
    deviationPercent,
    assumed,
    scoreRecomputed,
  } = row;
  const { team, psnr, ssim, cpuMs: cpu, npuMs, speedUp, score, isBaseline, isLate } = known;
  return {
    team,
    published: { psnr, ssim, cpuMs: cpu, npuMs, speedUp, score, baseline: isBaseline, late: isLate },
    emulated:
      prediction === undefined
        ? null
        : {
            npuMs: prediction.inferenceUs / 1000,
            cpuMs: prediction.cpuUs / 1000,
            badlyTiledMs: prediction.badlyTiledUs / 1000,
            interval: {
              lowMs: prediction.interval.lowUs / 1000,
              highMs: prediction.interval.highUs / 1000,
              confidence: prediction.interval.confidence,
            },
            fidelity: prediction.fidelity,
            clock: prediction.clock,
          },
    deviationPercent: deviationPercent ?? null,
    assumed: network !== undefined && (assumed.length > 0 || (prediction?.assumed.length ?? 0) > 0),
    scoreRecomputed: scoreRecomputed ?? null,
    network: network ?? null,
    architecture: network === undefined ? 'unpublished' : 'known',
    assumptions: [...assumed, ...(prediction?.assumed ?? [])],
    hypotheses: hypotheses ?? null,
    alternatives: row.alternatives.map(({ what, inferenceUs }) => ({ what, npuMs: inferenceUs / 1000 })),
  };
}

interface RankCorrelations {
  readonly npu: number | null;
  /** With the first alternative of every network that has one. */
  readonly alternatives: number | null;
  readonly cpu: number | null;
}

function table1Text(
  rows: readonly Table1Row[],
  { npu, alternatives, cpu }: RankCorrelations,
  style: Style,
): string {
  const assumptions = rows.flatMap(({ published: { team }, assumed }) =>
    assumed.map((one) => `  ${team}: ${one}`),
  );
  const others = rows.flatMap(({ published: { team }, alternatives: ofRow }) =>
    ofRow.map(({ what, inferenceUs }) => `  ${team}: ${milliseconds(inferenceUs)} ms with ${what}`),
  );
  const hypotheses = rows.flatMap(({ published: { team }, hypotheses: split }) =>
    split === undefined
      ? []
      : [
          `  ${team}: SPLIT free ${milliseconds(split.freeUs)} ms, overlapped ${milliseconds(split.overlappedUs)} ms, serial ${milliseconds(split.serialUs)} ms; ${split.chosen}, because ${split.because}`,
        ],
  );
  return [
    renderTable(columns, rows, style),
    '* late. emulated, predicted: the timing model without transposes of input and output. CPU column assumed: neither core nor threads are published.',
    `rank correlation with the published NPU column: emulated NPU ${fixed(npu, 2)} (${fixed(alternatives, 2)} with the alternatives below), published CPU ${fixed(cpu, 2)}`,
    `assumed:\n${[...hypotheses, ...assumptions].join('\n')}`,
    `alternatives that the report allows as well, not chosen by their runtime:\n${others.join('\n')}`,
  ].join('\n\n');
}
