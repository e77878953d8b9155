import { type BoardRun, runColumns, type Upload } from './board-run.js';

/** Reads the project's own table of board runs; throws RangeError for a table with other columns. */
export function readBoardRuns(csv: string): readonly Upload[] {
  const [header, ...lines] = csv.trim().split('\n');
  const expected = ['upload', 'team', 'layout', ...runColumns].join(',');
  if (header !== expected)
    throw new RangeError(`the columns of board runs are ${expected}, not ${header ?? ''}`);
  const uploads = new Map<string, Upload>();
  for (const line of lines) {
    const [id = '', team = '', layout, ...values] = line.split(',');
    const run = Object.fromEntries(
      runColumns.map((name, index) => [name, Number(values[index])]),
    ) as unknown as BoardRun;
    const upload = uploads.get(id) ?? { id, team, nchw: undefined, nhwc: undefined };
    uploads.set(id, layout === 'nchw' ? { ...upload, nchw: run } : { ...upload, nhwc: run });
  }
  return [...uploads.values()];
}
