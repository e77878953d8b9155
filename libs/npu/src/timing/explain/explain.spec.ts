import { existsSync, readFileSync } from 'node:fs';
import { readModel } from '@npufarm/tflite';
import { findNetwork } from '@npufarm/zoo';
import { describe, expect, it } from 'vitest';
import { estimateModel } from '../../compiler/estimate-model.js';
import { resolvePolicy } from '../../policy/resolve-policy.js';
import { explain } from './explain.js';
import type { Guidance } from './guidance.js';

const fsrcnn = '../shared/models/etds_fsrcnn_x3_uint8.tflite';

function guidanceFor(name: string, layout: 'nhwc' | 'nchw' = 'nchw'): readonly Guidance[] {
  const model = readModel(findNetwork(name)?.write({}) ?? new Uint8Array());
  const { program } = estimateModel(model, { policy: resolvePolicy('permissive') });
  return program === undefined ? [] : explain(program, { layout });
}

describe('explain', () => {
  it('puts the ADD of the copied anchor first, with what it costs', () => {
    const [first, second] = guidanceFor('mcg');

    expect(first).toMatchObject({ id: 'timing.addition' });
    expect(first?.detail).toMatch(/ADD of the 9 times copied anchor costs 18\.\d ms of 36\.\d ms/);
    expect(first?.operators).toHaveLength(2);
    expect(second).toMatchObject({ id: 'timing.clip-after-depth-to-space' });
  });

  it('orders by gain and gains nothing by what nobody here can change', () => {
    const guidance = guidanceFor('mcg', 'nhwc');

    const gains = guidance.map(({ gainUs }) => gainUs);
    expect(gains).toEqual(gains.toSorted((a, b) => b - a));
    expect(guidance.find(({ id }) => id === 'timing.io-transposes')).toMatchObject({ gainUs: 0 });
  });

  it('quotes memory or compute, whichever a convolution is bound by', () => {
    const ids = guidanceFor('plain').map(({ id }) => id);

    expect(ids).toContain('timing.memory-bound');
    expect(ids).not.toContain('timing.compute-bound');
  });

  it('says what a channel costs and up to which kernel arithmetic is free', () => {
    const bound = guidanceFor('mcg').find(({ id }) => id === 'timing.memory-bound');

    expect(bound?.detail).toMatch(/one channel less everywhere saves 0\.\d ms/);
    expect(bound?.hint).toContain('Kernels up to 3x3 are nearly free');
  });

  const skipped = existsSync(fsrcnn) ? '' : ` (skipped: no ${fsrcnn})`;
  it.skipIf(skipped !== '')(`compares activations and deconvolutions with what fuses${skipped}`, () => {
    const { program } = estimateModel(readFileSync(fsrcnn), { policy: resolvePolicy('permissive') });
    const guidance = program === undefined ? [] : explain(program, { layout: 'nchw' });

    expect(guidance.slice(0, 2)).toMatchObject([
      { id: 'timing.activation-layers', operators: { length: 7 } },
      { id: 'timing.transposed-convolution', detail: expect.stringContaining('27 channels') },
    ]);
  });

  it('advises against enlarging by the nearest pixel, and against many thin layers', () => {
    expect(guidanceFor('along')[0]).toMatchObject({ id: 'timing.nearest-resize' });
    expect(guidanceFor('aselsan').map(({ id }) => id)).toContain('timing.layer-count');
  });
});
