import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareConvolution, plainConvolution, type ConvolutionCase } from '../testing/convolution-case.js';

const cases = fc.record<ConvolutionCase>({
  type: fc.constantFrom('INT8', 'UINT8'),
  batches: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 1, max: 14 }),
  width: fc.integer({ min: 1, max: 40 }),
  depth: fc.integer({ min: 1, max: 20 }),
  groups: fc.constantFrom(1, 1, 1, 2, 3),
  outputsPerGroup: fc.integer({ min: 1, max: 20 }),
  kernelHeight: fc.constantFrom(1, 2, 3, 3, 5),
  kernelWidth: fc.constantFrom(1, 3, 3, 4, 5),
  stride: fc.constantFrom(1, 1, 2, 3),
  dilation: fc.constantFrom(1, 1, 2),
  pads: fc.boolean(),
  zeroPoint: fc.integer({ min: -128, max: 127 }),
  outputZeroPoint: fc.integer({ min: -128, max: 127 }),
  weightZeroPoint: fc.integer({ min: -128, max: 127 }),
  weights: fc.constantFrom('random', 'random', 'small', 'least', 'most'),
  codes: fc.constantFrom('random', 'random', 'least', 'most'),
  scales: fc.constantFrom('random', 'random', 'powers of two', 'above one'),
  bounded: fc.boolean(),
  biases: fc.constantFrom('small', 'small', 'huge'),
  rounding: fc.constantFrom('reference', 'builtin'),
  threads: fc.integer({ min: 1, max: 3 }),
  seed: fc.integer({ min: 1, max: 2 ** 30 }),
});

describe('fast convolutions', () => {
  it('equal the scalar kernel for any shape, zero point, scale and rounding', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (data) => {
        expect((await compareConvolution(data)).differing).toBe(0);
      }),
      { numRuns: 120 },
    );
  }, 120_000);

  it('equal the scalar kernel at every width', async () => {
    for (let width = 1; width <= 70; width++) {
      expect([
        width,
        (await compareConvolution({ ...plainConvolution, width, height: 5, seed: width })).differing,
      ]).toEqual([width, 0]);
    }
  }, 60_000);

  it('equal the scalar kernel at every number of channels', async () => {
    for (let channels = 1; channels <= 70; channels++) {
      const data = { ...plainConvolution, depth: channels, outputsPerGroup: 71 - channels, seed: channels };
      expect([channels, (await compareConvolution(data)).differing]).toEqual([channels, 0]);
    }
  }, 60_000);

  it.each(['least', 'most'] as const)(
    'do not overflow with the %s weights on the least codes',
    async (weights) => {
      for (const depth of [16, 64, 256]) {
        const data = { ...plainConvolution, depth, weights, codes: 'least' as const, height: 4 };
        expect([depth, (await compareConvolution(data)).differing]).toEqual([depth, 0]);
      }
    },
  );

  it('run without a scalar kernel', async () => {
    expect((await compareConvolution(plainConvolution)).scalarKernels).toEqual([]);
  });
});
