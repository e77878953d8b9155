import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantizeMultiplier } from '../../../arithmetic/quantized-multiplier.js';
import { elementsOf } from '../../../graph/shape.js';
import { differingBytes } from '../../testing/differing-bytes.js';
import { programOf } from '../../testing/program-of.js';
import { randomBytes } from '../../testing/random-bytes.js';

interface Case {
  readonly kernel: 'reduce-sum' | 'reduce-maximum';
  readonly type: 'INT8' | 'UINT8';
  readonly shape: readonly number[];
  readonly reduced: readonly boolean[];
  readonly zeroPoint: number;
  readonly scale: number;
  readonly codes: 'random' | 'least' | 'most';
  readonly threads: number;
  readonly seed: number;
}

const cases = fc
  .record({
    kernel: fc.constantFrom('reduce-sum' as const, 'reduce-maximum' as const),
    type: fc.constantFrom('INT8' as const, 'UINT8' as const),
    shape: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 }),
    reduced: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    zeroPoint: fc.integer({ min: -128, max: 127 }),
    scale: fc.constantFrom(1, 0.5, 2, 0.37, 1 / 64),
    codes: fc.constantFrom('random', 'random', 'least', 'most'),
    threads: fc.integer({ min: 1, max: 3 }),
    seed: fc.integer({ min: 1, max: 2 ** 30 }),
  })
  .map((data): Case => data);

const plain: Case = {
  kernel: 'reduce-sum',
  type: 'INT8',
  shape: [],
  reduced: [],
  zeroPoint: 3,
  scale: 0.37,
  codes: 'random',
  threads: 2,
  seed: 1,
};

describe('fast reductions', () => {
  it('equal the scalar kernel over any axes, types, scales and extremes', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (data) => {
        expect(await compare(data)).toEqual({ differing: 0, scalarKernels: [] });
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  it.each(['reduce-sum', 'reduce-maximum'] as const)(
    'equal the scalar %s at every size',
    async (kernel) => {
      for (let size = 1; size <= 70; size++) {
        for (const reduced of [
          [false, true],
          [true, false],
        ]) {
          const { differing } = await compare({ ...plain, kernel, shape: [71 - size, size], reduced });
          expect([size, reduced, differing]).toEqual([size, reduced, 0]);
        }
      }
    },
    60_000,
  );

  it.each(['least', 'most', 'random'] as const)('sum many %s codes', async (codes) => {
    const shapes = { shape: [3, 1000, 17], reduced: [false, true, false] };
    expect(await compare({ ...plain, ...shapes, codes })).toEqual({ differing: 0, scalarKernels: [] });
    const runs = { shape: [3, 20_011], reduced: [false, true] };
    expect(await compare({ ...plain, ...runs, codes })).toEqual({ differing: 0, scalarKernels: [] });
  });
});

function compare({ kernel, type, shape, reduced, zeroPoint, scale, codes, threads, seed }: Case) {
  const flip = type === 'UINT8' ? 128 : 0;
  const isReduced = (axis: number): boolean => reduced[axis] ?? false;
  const outputShape = shape.map((size, axis) => (isReduced(axis) ? 1 : size));
  const count = elementsOf(shape.filter((_, axis) => isReduced(axis)));
  const parameters = {
    sizes: shape,
    steps: shape.map((_, axis) => (isReduced(axis) ? 0 : elementsOf(outputShape.slice(axis + 1)))),
    totalZeroPoint: (zeroPoint + flip) * count,
    ...quantizeMultiplier(scale / count),
    outputZeroPoint: flip - 5,
    minimum: flip - 128,
    maximum: flip + 127,
  };
  const program = programOf(
    [
      { type, shape },
      { type, shape: outputShape },
    ],
    [{ kernel, parameters, inputs: [0], outputs: [1] }],
    [1],
  );
  const length = elementsOf(shape);
  const input = {
    random: () => randomBytes(length, seed),
    least: () => new Uint8Array(length).fill(128 ^ flip),
    most: () => new Uint8Array(length).fill(127 ^ flip),
  }[codes]();
  return differingBytes(program, [input], { threads });
}
