import type { PublishedRow } from './published-row.js';

/**
 * Results of the Mobile AI 2021 quantized image super-resolution challenge, 640x360 to 1920x1080 on the VS680.
 *
 * Source: the challenge's report, Table 1.
 */
export const table1: readonly PublishedRow[] = [
  entry('Aselsan Research', 29.58, 0.86, 1278, 44.85, 28.5, 51.02),
  entry('Noah TerminalVision', 29.41, 0.8537, 668, 38.32, 17.4, 47.18),
  entry('ALONG', 29.52, 0.8607, 951, 62.25, 15.3, 33.82),
  baseline('A+ regression', 29.32, 0.852),
  entry('EmbededAI', 28.82, 0.8428, 1224, 76.61, 16, 10.41),
  entry('mju gogogo', 28.92, 0.8486, 'Failed', 718, null, 1.28),
  baseline('Bicubic Upscaling', 28.26, 0.8277),
  entry('221B', 25.44, 0.729, 'Failed', 238.43, null, 0.03),
  entry('svnit ntnu', 19.3, 0.7061, 1947, 78.84, 24.7, 0),
  entry('CVML', 19.5, 0.7462, 1772, 90.2, 19.6, 0),
  entry('TieGuoDun Team', 16.19, 0.6654, 'Failed', 913.96, null, 0),
  { ...entry('MCG', 29.87, 0.8686, 998, 36.89, 27, 92.72), isLate: true },
];

function entry(
  team: string,
  psnr: number,
  ssim: number,
  cpuMs: number | 'Failed',
  npuMs: number,
  speedUp: number | null,
  score: number,
): PublishedRow {
  return { team, psnr, ssim, cpuMs, npuMs, speedUp, score, isBaseline: false, isLate: false };
}

function baseline(team: string, psnr: number, ssim: number): PublishedRow {
  return {
    team,
    psnr,
    ssim,
    cpuMs: null,
    npuMs: null,
    speedUp: null,
    score: null,
    isBaseline: true,
    isLate: false,
  };
}
