import { describe, expect, it } from 'vitest';
import { meanScore } from './mean-score.js';
import { psnr } from './metrics/psnr.js';
import { ssim } from './metrics/ssim.js';
import { getPreset } from './presets/get-preset.js';
import { metricPresets } from './presets/metric-presets.js';
import { scoreAtCrops } from './score-at-crops.js';
import { scorePair } from './score-pair.js';
import { disturbed, formulaPicture } from './testing/formula-picture.js';

const hr = formulaPicture(48, 40, 5);
const sr = disturbed(hr);

describe('scorePair', () => {
  it.each([
    ['mai', 0, 'rgb'],
    ['ntire-div2k', 9, 'rgb'],
    ['benchmark-y', 3, 'y'],
  ] as const)('with preset %s leaves out a border of %d pixels and compares %s', (name, crop, channels) => {
    expect(scorePair(hr, sr, getPreset(name), 3)).toEqual({
      psnr: psnr(hr, sr, { crop, channels }).psnr,
      ssim: ssim(hr, sr, { crop, channels }),
      identical: false,
    });
  });

  it('says so when the pictures are identical', () => {
    expect(scorePair(hr, hr, getPreset('mai'), 3)).toEqual({ psnr: null, ssim: 1, identical: true });
  });
});

describe('getPreset', () => {
  it('finds every preset by its name', () => {
    expect(metricPresets.map(({ name }) => getPreset(name))).toEqual(metricPresets);
  });

  it('names the presets there are when asked for another', () => {
    expect(() => getPreset('best')).toThrow("'best'; use one of mai, ntire-div2k, benchmark-y");
  });
});

describe('scoreAtCrops', () => {
  it('scores the crops 0, 3 and 9 side by side', () => {
    const scores = scoreAtCrops(hr, sr);

    expect(Object.keys(scores)).toEqual(['0', '3', '9']);
    expect(scores[3]).toEqual({
      psnr: psnr(hr, sr, { crop: 3 }).psnr,
      ssim: ssim(hr, sr, { crop: 3 }),
      identical: false,
    });
  });
});

describe('meanScore', () => {
  it('counts each picture once and leaves identical ones out of the decibels', () => {
    const scores = [
      { psnr: 30, ssim: 0.8, identical: false },
      { psnr: 34, ssim: 0.9, identical: false },
      { psnr: null, ssim: 1, identical: true },
    ];

    expect(meanScore(scores).psnr).toBe(32);
    expect(meanScore(scores).ssim).toBeCloseTo(0.9, 12);
  });

  it('has no decibels when every picture is identical', () => {
    expect(meanScore([{ psnr: null, ssim: 1, identical: true }])).toEqual({ psnr: null, ssim: 1 });
  });

  it('refuses an empty set', () => {
    expect(() => meanScore([])).toThrow('at least one picture');
  });
});
