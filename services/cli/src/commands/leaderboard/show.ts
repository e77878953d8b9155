import type { LeaderboardRow, LeaderboardView } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import { fixed, signed } from '../../output/format-number.js';
import type { Style } from '../../output/style.js';
import { type Column, renderTable } from '../../output/table.js';
import { requirePhase } from '../require-phase.js';

const columns: readonly Column<LeaderboardRow>[] = [
  { title: 'rank', align: 'right', value: (row) => row.rank ?? '–' },
  {
    title: 'team',
    value: (row) => `${row.team}${row.late ? ' *' : ''}`,
    paint: (text, row, style) => (row.baseline ? style.dim(text) : text),
  },
  {
    title: 'KB',
    align: 'right',
    value: (row) => row.modelKb ?? undefined,
  },
  { title: 'PSNR', align: 'right', value: (row) => fixed(row.psnr, 2) },
  { title: 'SSIM', align: 'right', value: (row) => fixed(row.ssim, 4) },
  { title: 'ΔPSNR', align: 'right', value: (row) => signed(row.deltaPsnr, 2) },
  { title: 'ΔSSIM', align: 'right', value: (row) => signed(row.deltaSsim, 4) },
  { title: 'CPU ms', align: 'right', value: (row) => (row.cpuFailed ? 'Failed' : fixed(row.cpuMs, 1)) },
  { title: 'NPU ms', align: 'right', value: (row) => fixed(row.npuMs, 2) },
  { title: 'speed-up', align: 'right', value: (row) => fixed(row.speedUp, 1) },
  {
    title: 'score',
    align: 'right',
    value: (row) => fixed(row.score, 2),
    paint: (text, _row, style) => style.bold(text),
  },
];

/** A leaderboard as people read it: the label of its numbers, the table, how it was measured. */
export function leaderboardText(view: LeaderboardView, style: Style): string {
  const lines = [
    `${style.bold(`${view.competition}/${view.phase}`)}  runtimes: ${style.cyan(view.fidelity)}  ${style.dim(`config ${view.configHash.slice(0, 12)}`)}`,
    renderTable(columns, view.rows, style),
    style.dim(`PSNR and SSIM by preset ${view.metric}; Δ is what quantisation cost against the float model`),
  ];
  if (view.rows.some((row) => row.late)) lines.push(style.dim('* handed in after the end of the phase'));
  return lines.join('\n');
}

function rowDocument(row: LeaderboardRow): object {
  const {
    rank,
    team,
    baseline,
    late,
    psnr,
    ssim,
    deltaPsnr,
    deltaSsim,
    cpuMs,
    npuMs,
    speedUp,
    score,
    ...more
  } = row;
  return {
    rank,
    team,
    baseline,
    late,
    psnr,
    ssim,
    deltaPsnr,
    deltaSsim,
    cpuMs,
    npuMs,
    speedUp,
    score,
    ...more,
  };
}

interface LeaderboardOptions {
  readonly competition?: string;
  readonly phase?: string;
}

export const leaderboard = defineCommand<[], LeaderboardOptions>({
  path: 'leaderboard',
  summary: 'show the ranking of a phase',
  caller: 'team',
  configure: (command) =>
    command
      .option('--competition <slug>', 'the competition (default: the one of .npufarm/farm.json)')
      .option('--phase <slug>', 'its phase (default: the one of .npufarm/farm.json)'),
  run: async ({ options, farm, farmContext }) => {
    const { leaderboardViewSchema } = await import('@npufarm/contracts');
    const { competition, phase } = requirePhase(options, await farmContext());
    const path = `/api/v1/competitions/${encodeURIComponent(competition)}/phases/${encodeURIComponent(phase)}/leaderboard`;
    const view = await (await farm()).get(path, leaderboardViewSchema);
    const { rows, configHash, fidelity, metric } = view;
    return {
      document: {
        competition: view.competition,
        phase: view.phase,
        configHash,
        rows: rows.map(rowDocument),
        fidelity,
        metric,
      },
      text: (style) => leaderboardText(view, style),
    };
  },
});
