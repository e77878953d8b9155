import type { LeaderboardRow, LeaderboardView } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import { fixed, signed } from '../../output/format-number.js';
import type { Style } from '../../output/style.js';
import { type Column, renderTable } from '../../output/table.js';
import { requirePhase } from '../require-phase.js';

const lost = ({ baseline }: LeaderboardRow, value: number | null, digits: number): string | undefined =>
  signed(value, digits) ?? (baseline ? undefined : 'N.A.');

const columns: readonly Column<LeaderboardRow>[] = [
  { title: 'rank', align: 'right', value: (row) => row.rank ?? '–' },
  {
    title: 'team',
    value: (row) => `${row.team}${row.late ? ' *' : ''}${row.needsRerun ? ' !' : ''}`,
    paint: (text, row, style) => (row.baseline ? style.dim(text) : text),
  },
  {
    title: 'KB',
    align: 'right',
    value: (row) => row.modelKb ?? undefined,
  },
  { title: 'PSNR', align: 'right', value: (row) => fixed(row.psnr, 2) },
  { title: 'SSIM', align: 'right', value: (row) => fixed(row.ssim, 4) },
  { title: 'ΔPSNR', align: 'right', value: (row) => lost(row, row.deltaPsnr, 2) },
  { title: 'ΔSSIM', align: 'right', value: (row) => lost(row, row.deltaSsim, 4) },
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

interface Footnote {
  readonly holds: (row: LeaderboardRow) => boolean;
  readonly note: string;
}

/** What the signs in the table mean. */
const footnotes: readonly Footnote[] = [
  { holds: ({ late }) => late, note: '* handed in after the end of the phase' },
  {
    holds: ({ needsRerun }) => needsRerun,
    note: '! measured in a window that was declared invalid; needs a re-run',
  },
  {
    holds: ({ cpuFailed }) => cpuFailed,
    note: 'Failed: the network does not run on the CPU, so there is no speed-up',
  },
  {
    holds: ({ baseline, deltaSsim }) => !baseline && deltaSsim === null,
    note: 'N.A.: no float model was handed in, or it does not run; npufarm jobs show says why',
  },
];

/** A leaderboard as people read it: the label of its numbers, the table, how it was measured. */
export function leaderboardText(view: LeaderboardView, style: Style): string {
  const lines = [
    `${style.bold(`${view.competition}/${view.phase}`)}  runtimes: ${style.cyan(view.fidelity)}  ${style.dim(`config ${view.configHash.slice(0, 12)}`)}`,
    renderTable(columns, view.rows, style),
    style.dim(`PSNR and SSIM by preset ${view.metric}; Δ is what quantisation cost against the float model`),
  ];
  for (const { holds, note } of footnotes) if (view.rows.some(holds)) lines.push(style.dim(note));
  for (const { team, sameNetworkAs } of view.rows) {
    if (sameNetworkAs.length > 0)
      lines.push(style.dim(`${team} holds the same network as ${sameNetworkAs.join(', ')}`));
  }
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
