import { phaseConfigSchema, type TimingResult } from '@npufarm/contracts';
import { describe, expect, it } from 'vitest';
import { finalScore } from './final-score.js';

const config = phaseConfigSchema.parse({});
const timing: TimingResult = {
  fidelity: 'emulated',
  clock: 'predicted',
  numerics: 'tflite-reference',
  modelVersion: '1',
  inferenceUs: 44_850,
  bylayerSumUs: 44_850,
  byLayer: [],
  compileUs: 1,
  memory: { peakActivationBytes: 0, weightBytes: 0, ddrReadBytes: 0, ddrWriteBytes: 0 },
  partitions: 1,
  coverage: { nodes: 1, macs: 1, time: 1 },
  samplesUs: [],
  log: [],
};
const picture = { psnr: 29.58, ssim: 0.86, identical: false };

describe('finalScore', () => {
  it('reproduces the winner of the Mobile AI 2021 challenge: 29.58 dB in 44.85 ms is 51.02', () => {
    const final = finalScore(config, timing, [picture]);

    expect(final.kind === 'ranked' && final.score.score).toBeCloseTo(51.02, 2);
  });

  it.each([
    ['score.fidelity', { ...timing, fidelity: 'fake' as const }, [picture]],
    ['score.no-pictures', timing, []],
    ['score.identical', timing, [{ psnr: null, ssim: 1, identical: true }]],
  ])('ranks nothing that has no comparable score: %s', (id, result, pictures) => {
    expect(finalScore(config, result, pictures)).toMatchObject({ kind: 'unranked', reason: { id } });
  });

  it('ranks nothing in a rehearsal, whose phase accepts fake boards', () => {
    const final = finalScore({ ...config, acceptedFidelity: 'fake' }, { ...timing, fidelity: 'fake' }, [
      picture,
    ]);

    expect(final).toMatchObject({ kind: 'unranked', reason: { id: 'score.fake' } });
  });

  it.each([
    ['timing model', { compiler: '1', timingModel: '2', numerics: 'n' }, ['1']],
    ['compiler', { compiler: '1', timingModel: '1', numerics: 'n' }, ['1', '2']],
  ])('ranks nothing from another %s than the phase froze', (_what, frozen, compilers) => {
    const final = finalScore(config, timing, [picture], { frozen, compilers });

    expect(final).toMatchObject({ kind: 'unranked', reason: { id: 'score.version' } });
  });

  it('takes another formula as data', () => {
    const scoreFormula = { base: 10, ssimFactor: 0, psnrFactor: 1, runtimeExponent: 0 };

    const final = finalScore({ ...config, scoreConstant: 1e29, scoreFormula }, timing, [picture]);

    expect(final.kind === 'ranked' && final.score.score).toBeCloseTo(10 ** 0.58, 6);
  });
});
