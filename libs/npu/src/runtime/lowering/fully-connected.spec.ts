import { describe, expect, it } from 'vitest';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { differingBytes } from '../testing/differing-bytes.js';
import { programOf } from '../testing/program-of.js';
import { randomBytes, randomWords } from '../testing/random-bytes.js';

const scales = [0.0007, 2 ** -9, 2 ** -20, 1.5];
const weights = [
  (next: () => number) => (next() % 255) - 127,
  () => -127,
  () => 127,
  (next: () => number) => (next() % 5) - 2,
];

/** A layer of `units` units over `rows` rows of `depth` codes, extremes and roundings in turn. */
async function compareLayer(rows: number, depth: number, units: number, index: number) {
  const next = randomWords(index + 1);
  const weight = weights[index % 4] as (next: () => number) => number;
  const { multiplier, shift } = quantizeMultiplier(scales[(index >> 2) % 4] as number);
  const rounding = index % 3 === 0 ? 'builtin' : 'reference';
  const parameters = {
    weights: Int8Array.from({ length: units * depth }, () => weight(next)),
    bias: Int32Array.from({ length: units }, () => (next() % 40_000) - 20_000),
    depth,
    inputZeroPoint: [-128, 0, 127][index % 3],
    weightZeroPoint: 0,
    outputZeroPoint: [-128, 7, 0, 127][index % 4],
    multipliers: new Int32Array(units).fill(multiplier),
    shifts: new Int32Array(units).fill(shift),
    minimum: -128,
    maximum: index % 2 === 0 ? 127 : 100,
    roundsOnceWhenBuiltin: true,
  };
  const program = programOf(
    [
      { type: 'INT8', shape: [rows, depth] },
      { type: 'INT8', shape: [rows, units] },
    ],
    [{ kernel: 'fully-connected', parameters, inputs: [0], outputs: [1] }],
    [1],
  );
  const random = randomBytes(rows * depth, index + 7);
  const input = index % 5 === 4 ? random.fill(index % 2 === 0 ? 128 : 127) : random;
  return differingBytes(program, [input], { threads: 1 + (index % 3), rounding });
}

describe('fast fully connected layers', () => {
  it('equal the scalar kernel for odd depths and even numbers of units up to 70', async () => {
    const results: unknown[] = [];
    for (let index = 0; index < 35; index++) {
      const [depth, units] = [1 + 2 * index, 70 - 2 * index];
      const { differing } = await compareLayer(1 + (index % 4), depth, units, index);
      if (differing > 0) results.push({ depth, units, differing });
    }

    expect(results).toEqual([]);
  }, 30_000);

  it('equal the scalar kernel where sums are largest', async () => {
    const results = await Promise.all([1, 2, 4].map(async (index) => compareLayer(1, 4096, 10, index)));

    expect(results).toEqual(results.map(() => ({ differing: 0, scalarKernels: [] })));
  }, 30_000);
});
