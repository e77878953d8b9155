import { describe, expect, it } from 'vitest';
import { accuracyDrop } from './accuracy-drop.js';

const picture = (psnr: number | null, ssim: number) => ({ name: 'a', psnr, ssim, identical: psnr === null });
const reason = { id: 'float.crashed', rule: 'r', detail: 'd', hint: 'h' };

describe('accuracyDrop', () => {
  it('is what the float model reaches beyond the quantised one', () => {
    const standing = { isPending: false, reason: null, pictures: [picture(30, 0.9), picture(32, 0.92)] };

    const { psnr, ssim } = accuracyDrop(standing, { psnr: 30.5, ssim: 0.89 });

    expect(psnr).toBeCloseTo(0.5, 12);
    expect(ssim).toBeCloseTo(0.02, 12);
  });

  it.each([
    ['while pictures are missing', { isPending: true, reason: null, pictures: [picture(30, 0.9)] }],
    ['when the float model failed', { isPending: false, reason, pictures: [picture(30, 0.9)] }],
    ['without a float model', { isPending: false, reason: null, pictures: [] }],
  ])('is not available %s, and never 0', (_when, standing) => {
    expect(accuracyDrop(standing, { psnr: 30, ssim: 0.9 })).toEqual({ psnr: null, ssim: null });
  });

  it('leaves PSNR out where a picture is reproduced exactly', () => {
    const standing = { isPending: false, reason: null, pictures: [picture(null, 1)] };

    expect(accuracyDrop(standing, { psnr: 30, ssim: 0.9 })).toMatchObject({ psnr: null });
  });
});
