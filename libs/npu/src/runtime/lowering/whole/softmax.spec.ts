import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantizeMultiplier } from '../../../arithmetic/quantized-multiplier.js';
import { differingBytes } from '../../testing/differing-bytes.js';
import { programOf } from '../../testing/program-of.js';
import { randomBytes } from '../../testing/random-bytes.js';

describe('a fast softmax', () => {
  it('equals the scalar kernel for any rows and scales', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('INT8' as const, 'UINT8' as const),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom(1e-6, 0.001, 0.02, 0.1, 1),
        fc.integer({ min: 1, max: 2 ** 30 }),
        async (type, rows, depth, scale, seed) => {
          const input = randomBytes(rows * depth, seed);
          expect(await compare(type, rows, depth, scale, input)).toEqual({ differing: 0, scalarKernels: [] });
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('equals the scalar kernel at every depth', async () => {
    for (let depth = 1; depth <= 70; depth++) {
      const { differing } = await compare('INT8', 3, depth, 0.05, randomBytes(3 * depth, depth));
      expect([depth, differing]).toEqual([depth, 0]);
    }
  });

  it.each([1, 2, 255, 256, 511, 512, 513, 1000, 2048, 4095])(
    'equals the scalar kernel where %i shares are equal, and where one code is far above',
    async (depth) => {
      for (const code of [0, 127, 128, 255]) {
        const input = new Uint8Array(depth).fill(code);
        expect((await compare('INT8', 1, depth, 0.05, input)).differing).toBe(0);
        input[depth >> 1] = 126;
        expect((await compare('UINT8', 1, depth, 0.05, input)).differing).toBe(0);
      }
    },
  );
});

function compare(type: 'INT8' | 'UINT8', rows: number, depth: number, scale: number, input: Uint8Array) {
  const { multiplier, shift } = quantizeMultiplier(Math.min(scale * 2 ** 26, 2 ** 31 - 1));
  const flip = type === 'UINT8' ? 128 : 0;
  const parameters = {
    multiplier,
    leftShift: shift,
    differenceMinimum: -Math.floor((31 * 2 ** 26) / 2 ** shift),
    minimum: flip - 128,
    maximum: flip + 127,
  };
  const tensor = { type, shape: [rows, depth] };
  const program = programOf(
    [tensor, tensor],
    [{ kernel: 'softmax', parameters, inputs: [0], outputs: [1] }],
    [1],
  );
  return differingBytes(program, [input], { threads: 2 });
}
