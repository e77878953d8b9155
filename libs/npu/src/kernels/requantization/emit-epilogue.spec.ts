import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { ModuleBuilder } from '../../wasm/build-module.js';
import { i32 } from '../../wasm/scalar-instructions.js';
import { i32x4, v128 } from '../../wasm/vector-instructions.js';
import { webAssembly } from '../../wasm/web-assembly.js';
import { clamp } from '../reference/clamp.js';
import type { SumForm } from './affine-rescale.js';
import { rescaleExactly, type ChannelRescale } from './channel-rescale.js';
import { emitEpilogue } from './emit-epilogue.js';
import { findThreshold } from './find-threshold.js';
import { packEpilogue, type Epilogue } from './pack-epilogue.js';

/** Four channels of a layer; zero points inside the bounds need the forms that tell negative sums apart. */
const layers = fc
  .record({
    scales: fc.array(fc.double({ min: 1e-3, max: 0.05, noNaN: true }), { minLength: 4, maxLength: 4 }),
    bias: fc.integer({ min: -20_000, max: 20_000 }),
    outputZeroPoint: fc.constantFrom(-128, -128, -3, 20),
    bounds: fc.constantFrom([-128, 127] as const, [-128, 40] as const, [-17, 100] as const),
    rounding: fc.constantFrom('reference' as const, 'builtin' as const),
    reach: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .map(({ scales, bounds: [minimum, maximum], ...layer }): readonly ChannelRescale[] =>
    scales.map((scale) => ({ ...layer, ...quantizeMultiplier(scale), minimum, maximum })),
  );

const header = 0;
const source = 4096;

/** Codes of sums of four channels in turn, as the compiled epilogue gives them. */
function codesOf({ form, constants }: Epilogue, sums: Int32Array): Int8Array {
  const target = source + sums.byteLength;
  const memory = new webAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  new Uint8Array(memory.buffer).set(constants, header);
  new Int32Array(memory.buffer, source).set(sums);
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 0);
  const epilogue = emitEpilogue(body, form);
  const address = body.scalar();
  const output = body.scalar();
  const sum = body.vector();
  const block = i32.constant(header + epilogue.vectorOffset(0));
  epilogue.begin(i32.constant(header));
  epilogue.choose(block);
  body.set(output, i32.constant(target));
  body.repeat(address, i32.constant(source), i32.constant(target), 16, () => {
    body.set(sum, i32x4.add(v128.load(address.get), epilogue.start(block)));
    epilogue.rescale(sum);
    body.do(v128.store32Lane(output.get, epilogue.pack([sum.get, sum.get, sum.get, sum.get]), 0));
    body.advance(output, 4);
  });
  const instance = new webAssembly.Instance(new webAssembly.Module(module.build()), { host: { memory } });
  instance.exports['run']?.();
  return new Int8Array(memory.buffer, target, sums.length);
}

/** Sums on either side of the first sum of a code, and at the ends of what a channel reaches. */
function sumsNear(channel: ChannelRescale, code: number): readonly number[] {
  const { reach } = channel;
  const threshold = findThreshold(channel, code);
  return [-reach, reach, threshold - 1, threshold].map((sum) => clamp(sum, -reach, reach));
}

const preferences: readonly (readonly SumForm[])[] = [['single'], ['joined'], ['converted'], []];

describe('an epilogue', () => {
  it('gives the exact code of every sum, whatever its form', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        layers,
        fc.constantFrom(1, 64, 576),
        fc.constantFrom(...preferences),
        fc.array(fc.integer({ min: -128, max: 127 }), { minLength: 12, maxLength: 12 }),
        (channels, factor, sumForms, codes) => {
          const epilogue = packEpilogue(channels, 1, factor, sumForms);
          if (epilogue === undefined) return;
          const { arithmetic, sumForm } = epilogue.form;
          seen.add(`${arithmetic} ${sumForm}`);
          const rows = codes.flatMap((code) => {
            const near = channels.map((channel) => sumsNear(channel, code));
            return [0, 1, 2, 3].map((place) => near.map((sums) => sums[place] as number));
          });
          const sums = Int32Array.from(rows.flat(), (sum) => sum * factor);
          const expected = rows.flatMap((row) =>
            channels.map((channel, index) =>
              clamp(rescaleExactly(channel, row[index] as number), channel.minimum, channel.maximum),
            ),
          );

          expect([...codesOf(epilogue, sums)]).toEqual(expected);
        },
      ),
      { numRuns: 250 },
    );

    expect([...seen].toSorted()).toEqual([
      'integer converted',
      'signed converted',
      'signed joined',
      'signed single',
      'unsigned converted',
      'unsigned joined',
      'unsigned single',
    ]);
  }, 60_000);
});
