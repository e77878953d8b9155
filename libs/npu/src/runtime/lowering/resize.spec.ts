import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingBytes } from '../testing/differing-bytes.js';
import { programOf } from '../testing/program-of.js';
import { randomBytes } from '../testing/random-bytes.js';

interface Case {
  readonly kernel: 'resize-bilinear' | 'resize-bilinear-float' | 'resize-nearest';
  readonly shape: readonly [batches: number, height: number, width: number, channels: number];
  readonly size: readonly [height: number, width: number];
  readonly corners: 'plain' | 'aligned' | 'half';
  readonly codes?: 'random' | 'least' | 'most';
  readonly threads?: number;
}

const kernels = ['resize-bilinear', 'resize-bilinear-float', 'resize-nearest'] as const;
const length = fc.integer({ min: 1, max: 24 });

const cases = fc.record<Case>({
  kernel: fc.constantFrom(...kernels),
  shape: fc.tuple(fc.integer({ min: 1, max: 2 }), length, length, fc.integer({ min: 1, max: 90 })),
  size: fc.tuple(length, length),
  corners: fc.constantFrom('plain', 'aligned', 'half'),
  codes: fc.constantFrom('random', 'random', 'least', 'most'),
  threads: fc.integer({ min: 1, max: 3 }),
});

describe('fast resizes', () => {
  it('equal the scalar kernel for any sizes and corners', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (data) => {
        expect(await compare(data)).toEqual({ differing: 0, scalarKernels: [] });
      }),
      { numRuns: 50 },
    );
  }, 60_000);

  it.each(kernels)('equal the scalar %s at every width and number of channels', async (kernel) => {
    for (let size = 1; size <= 70; size++) {
      const data = { kernel, shape: [1, 2, size, 71 - size], size: [3, 70], corners: 'half' } as const;
      expect([size, (await compare(data)).differing]).toEqual([size, 0]);
    }
  });

  it.each([2, 3, 4, 17])('equal the scalar kernel where everything grows %i times', async (factor) => {
    for (const kernel of kernels) {
      for (const corners of ['plain', 'aligned', 'half'] as const) {
        const shape = [1, 3, 5, 3] as const;
        const { differing } = await compare({ kernel, shape, size: [3 * factor, 5 * factor], corners });
        expect([kernel, corners, differing]).toEqual([kernel, corners, 0]);
      }
    }
  });
});

function compare({ kernel, shape, size, corners, codes = 'random', threads = 1 }: Case) {
  const [batches, height, width, channels] = shape;
  const type = kernel === 'resize-bilinear-float' ? 'UINT8' : 'INT8';
  const program = programOf(
    [
      { type, shape },
      { type, shape: [batches, ...size, channels] },
    ],
    [
      {
        kernel,
        parameters: { alignCorners: corners === 'aligned', halfPixelCenters: corners === 'half' },
        inputs: [0],
        outputs: [1],
      },
    ],
    [1],
  );
  const bytes = batches * height * width * channels;
  const flip = type === 'UINT8' ? 128 : 0;
  const input = {
    random: () => randomBytes(bytes, bytes),
    least: () => new Uint8Array(bytes).fill(128 ^ flip),
    most: () => new Uint8Array(bytes).fill(127 ^ flip),
  }[codes]();
  return differingBytes(program, [input], { threads });
}
