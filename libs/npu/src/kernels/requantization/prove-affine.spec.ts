import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { evaluateAffine } from './affine-rescale.js';
import { rescaleExactly, type ChannelRescale } from './channel-rescale.js';
import { findThreshold } from './find-threshold.js';
import { proveAffine } from './prove-affine.js';
import { fitRescale } from './rescale-fit.js';

const channels = fc
  .record({
    bias: fc.integer({ min: -200_000, max: 200_000 }),
    scale: fc.oneof(
      fc.double({ min: 1e-5, max: 0.9, noNaN: true }),
      fc.integer({ min: 1, max: 16 }).map((exponent) => 2 ** -exponent),
    ),
    outputZeroPoint: fc.integer({ min: -128, max: 127 }),
    bounds: fc.tuple(fc.integer({ min: -128, max: 127 }), fc.integer({ min: -128, max: 127 })),
    rounding: fc.constantFrom('reference' as const, 'builtin' as const),
    reach: fc.integer({ min: 1, max: 3_000_000 }),
  })
  .map(({ scale, bounds, ...channel }): ChannelRescale => ({
    ...channel,
    ...quantizeMultiplier(scale),
    minimum: Math.min(...bounds),
    maximum: Math.max(...bounds),
  }));

describe('findThreshold', () => {
  it('finds the first sum that reaches a code', () => {
    fc.assert(
      fc.property(channels, fc.integer({ min: -128, max: 127 }), (channel, code) => {
        const threshold = findThreshold(channel, code);
        const reaches = (sum: number): boolean => rescaleExactly(channel, sum) >= code;

        expect(threshold > channel.reach || reaches(threshold)).toBe(true);
        expect(threshold > -channel.reach && reaches(threshold - 1)).toBe(false);
      }),
    );
  });
});

describe('a proven rescaling', () => {
  it('equals the exact one, clamped, for every sum', () => {
    fc.assert(
      fc.property(
        channels,
        fc.constantFrom(1, 64, 256, 576),
        fc.constantFrom('single' as const, 'joined' as const, 'converted' as const),
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 50, maxLength: 50 }),
        (channel, factor, sumForm, shares) => {
          const affine = proveAffine(fitRescale(channel, factor), sumForm);
          if (affine === undefined) return;
          const clamp = (code: number): number => Math.max(channel.minimum, Math.min(channel.maximum, code));
          for (const share of shares) {
            const sum = Math.round(share * channel.reach);
            const code = evaluateAffine(affine, sumForm, sum * factor + affine.start);
            expect(clamp(code)).toBe(clamp(rescaleExactly(channel, sum)));
          }
        },
      ),
    );
  });

  it('covers ordinary layers', () => {
    const channel: ChannelRescale = {
      bias: 4711,
      ...quantizeMultiplier(0.0013),
      outputZeroPoint: -128,
      minimum: -128,
      maximum: 127,
      rounding: 'reference',
      reach: 3_000_000,
    };

    for (const factor of [64, 576]) {
      expect(proveAffine(fitRescale(channel, factor), 'converted')).toMatchObject({ belowZero: 0 });
      expect(proveAffine(fitRescale({ ...channel, outputZeroPoint: 5 }, factor), 'converted')).toBeDefined();
    }
    for (const sumForm of ['single', 'joined'] as const) {
      expect(proveAffine(fitRescale(channel, 576), sumForm)).toMatchObject({ belowZero: 0 });
      expect(proveAffine(fitRescale({ ...channel, outputZeroPoint: 5 }, 576), sumForm)).toBeDefined();
    }
  });
});
