import type { LeaderboardView, TableFormat } from '@npufarm/contracts';
import { tableColumns } from './table-columns.js';

interface Writer {
  readonly mediaType: string;
  readonly write: (view: LeaderboardView) => string;
}

const titles = tableColumns.map(({ title }) => title);
const cellsOf = ({ rows }: LeaderboardView): string[][] =>
  rows.map((row) => tableColumns.map(({ text }) => text(row)));

/** Each format in which a leaderboard can be taken away. */
const writers: Readonly<Record<TableFormat, Writer>> = {
  csv: {
    mediaType: 'text/csv; charset=utf-8',
    write: (view) =>
      [titles, ...cellsOf(view)].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join(''),
  },
  json: { mediaType: 'application/json', write: (view) => JSON.stringify(view) },
  markdown: {
    mediaType: 'text/markdown; charset=utf-8',
    write: (view) => {
      const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |`;
      const rule = titles.map((_title, index) => (index === 1 ? '---' : '---:'));
      return `${[line(titles), `|${rule.join('|')}|`, ...cellsOf(view).map(line), '', notes(view)].join('\n')}\n`;
    },
  },
  latex: {
    mediaType: 'application/x-latex; charset=utf-8',
    write: (view) => {
      const line = (cells: readonly string[]): string => `${cells.map(latexCell).join(' & ')} \\\\`;
      return `${[
        `% ${notes(view)}`,
        `\\begin{tabular}{rl${'r'.repeat(titles.length - 2)}}`,
        '\\hline',
        line(titles),
        '\\hline',
        ...cellsOf(view).map(line),
        '\\hline',
        '\\end{tabular}',
      ].join('\n')}\n`;
    },
  },
};

/** A leaderboard as a file. Numbers are rounded as the challenge's report rounds them, except in JSON. */
export function writeTable(
  view: LeaderboardView,
  format: TableFormat,
): { readonly mediaType: string; readonly text: string } {
  const { mediaType, write } = writers[format];
  return { mediaType, text: write(view) };
}

function notes({ competition, phase, configHash, fidelity, metric, rows }: LeaderboardView): string {
  const signs = [
    ...(rows.some(({ late }) => late) ? ['* handed in after the end'] : []),
    ...(rows.some(({ cpuFailed }) => cpuFailed) ? ['Failed: the network does not run on the CPU'] : []),
    ...(rows.some(({ baseline, deltaSsim }) => !baseline && deltaSsim === null)
      ? ['N.A.: there is no float model that runs']
      : []),
  ];
  const head = `${competition}/${phase}: ${fidelity} runtimes, metric ${metric}, configuration ${configHash}`;
  return [head, ...signs].join('; ');
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe in front. */
function csvCell(text: string): string {
  const isFormula = /^[=+@\t\r]|^-./.test(text) && !/^-\d+(\.\d+)?$/.test(text);
  const harmless = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function markdownCell(text: string): string {
  return text.replaceAll(/[|\\`*_<>[\]]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}

const latexWords: Readonly<Record<string, string>> = {
  '\\': String.raw`\textbackslash{}`,
  '~': String.raw`\textasciitilde{}`,
  '^': String.raw`\textasciicircum{}`,
  Δ: String.raw`$\Delta$`,
};

function latexCell(text: string): string {
  return text.replaceAll(/[\\~^Δ&%$#_{}]/g, (sign) => latexWords[sign] ?? `\\${sign}`);
}
