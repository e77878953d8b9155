import type { LeaderboardView } from '@npufarm/contracts';
import { describe, expect, it } from 'vitest';
import { baselineRow } from './baseline-row.js';
import { writeTable } from './write-table.js';

const mcg = {
  ...baselineRow('MCG & co_1 | "x"', { psnr: 29.87, ssim: 0.8686 }),
  baseline: false,
  late: true,
  author: 'TinyJie',
  framework: 'TensorFlow',
  modelKb: 53,
  cpuMs: 998,
  npuMs: 36.89,
  speedUp: 998 / 36.89,
  score: 92.72,
};
const view: LeaderboardView = {
  competition: 'mai2021',
  phase: 'testing',
  configHash: 'abc',
  fidelity: 'board',
  metric: 'mai',
  ranking: 'best',
  scoreConstant: 2 ** 48,
  scoreFormula: { base: 2, psnrFactor: 2, ssimFactor: 0, runtimeExponent: 1 },
  rows: [
    mcg,
    { ...mcg, team: '=1+1', late: false, cpuMs: null, cpuFailed: true, speedUp: null, deltaPsnr: 0.18 },
    baselineRow('A+ regression', { psnr: 29.32, ssim: 0.852 }),
  ],
};

describe('writeTable', () => {
  it('writes the columns of Table 1 as CSV, with N.A., Failed and the mark of late rows', () => {
    const lines = writeTable(view, 'csv').text.split('\r\n');

    expect(lines[0]).toBe(
      'Rank,Team,Author,Framework,"Model Size, KB",PSNR,SSIM,ΔPSNR,ΔSSIM,"CPU, ms","NPU, ms",Speed-Up,Score',
    );
    expect(lines[1]).toBe(
      '-,"MCG & co_1 | ""x"" *",TinyJie,TensorFlow,53,29.87,0.8686,N.A.,N.A.,998,36.89,27.1,92.72',
    );
    expect(lines[2]).toContain(',0.18,N.A.,Failed,36.89,-,');
    expect(lines[3]).toBe('-,A+ regression,-,-,-,29.32,0.8520,-,-,-,-,-,-');
  });

  it('lets no cell run as a formula in a spreadsheet', () => {
    expect(writeTable(view, 'csv').text).toContain(",'=1+1,");
  });

  it('escapes what Markdown and LaTeX would read', () => {
    expect(writeTable(view, 'markdown').text).toContain(String.raw`MCG & co\_1 \| "x" \*`);
    expect(writeTable(view, 'latex').text).toContain(String.raw`MCG \& co\_1 | "x" * & TinyJie`);
    expect(writeTable(view, 'latex').text).toContain(String.raw`$\Delta$PSNR`);
  });

  it('keeps every digit in JSON', () => {
    expect(JSON.parse(writeTable(view, 'json').text)).toEqual(view);
  });
});
