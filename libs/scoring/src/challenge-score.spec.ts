import { describe, expect, it } from 'vitest';
import { challengeScore } from './challenge-score.js';

// Real-Time Quantized Image Super-Resolution on Mobile NPUs, Mobile AI 2021 Challenge: Report, Table 1.
const table1 = [
  { team: 'Aselsan Research', psnr: 29.58, runtimeMs: 44.85, printed: '51.02' },
  { team: 'Noah TerminalVision', psnr: 29.41, runtimeMs: 38.32, printed: '47.18' },
  { team: 'ALONG', psnr: 29.52, runtimeMs: 62.25, printed: '33.82' },
  { team: 'EmbededAI', psnr: 28.82, runtimeMs: 76.61, printed: '10.41' },
  { team: 'mju gogogo', psnr: 28.92, runtimeMs: 718, printed: '1.28' },
  { team: '221B', psnr: 25.44, runtimeMs: 238.43, printed: '0.03' },
  { team: 'svnit ntnu', psnr: 19.3, runtimeMs: 78.84, printed: '0.00' },
  { team: 'CVML', psnr: 19.5, runtimeMs: 90.2, printed: '0.00' },
  { team: 'TieGuoDun Team', psnr: 16.19, runtimeMs: 913.96, printed: '0.00' },
  { team: 'MCG', psnr: 29.87, runtimeMs: 36.89, printed: '92.72' },
];

describe('challengeScore', () => {
  it.each(table1)('of $team is the printed $printed', ({ psnr, runtimeMs, printed }) => {
    expect(challengeScore({ psnr, runtimeMs }).toFixed(2)).toBe(printed);
  });

  it('halves when the runtime doubles and doubles with half a decibel more', () => {
    const score = challengeScore({ psnr: 30, runtimeMs: 40 });

    expect(challengeScore({ psnr: 30, runtimeMs: 80 })).toBeCloseTo(score / 2, 12);
    expect(challengeScore({ psnr: 30.5, runtimeMs: 40 })).toBeCloseTo(score * 2, 12);
  });

  it('weighs SSIM where the formula says so, and refuses to do it without one', () => {
    const formula = { base: 2, psnrFactor: 0, ssimFactor: 10, runtimeExponent: 0 };

    expect(challengeScore({ psnr: 30, ssim: 0.8, runtimeMs: 1, constant: 1, formula })).toBe(256);
    expect(() => challengeScore({ psnr: 30, runtimeMs: 1, formula })).toThrow('SSIM');
  });

  it('takes the constant of another challenge', () => {
    expect(challengeScore({ psnr: 1, runtimeMs: 2, constant: 1 })).toBe(2);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a runtime of %d ms', (runtimeMs) => {
    expect(() => challengeScore({ psnr: 30, runtimeMs })).toThrow(`not ${runtimeMs} ms`);
  });
});
