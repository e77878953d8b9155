import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import type { Rounding } from '../../kernels/kernel.js';
import { differingBytes } from '../testing/differing-bytes.js';
import { programOf } from '../testing/program-of.js';
import { randomBytes, randomWords } from '../testing/random-bytes.js';

interface Case {
  readonly type: 'INT8' | 'UINT8';
  readonly batches: number;
  readonly height: number;
  readonly width: number;
  readonly depth: number;
  readonly groups: number;
  readonly outputsPerGroup: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly stride: number;
  readonly dilation: number;
  readonly pads: boolean;
  readonly zeroPoint: number;
  readonly outputZeroPoint: number;
  readonly weightZeroPoint: number;
  readonly weights: 'random' | 'small' | 'least' | 'most';
  readonly codes: 'random' | 'least' | 'most';
  readonly scales: 'random' | 'powers of two' | 'above one';
  readonly bounded: boolean;
  /** Huge biases make sums wrap. */
  readonly biases: 'small' | 'huge';
  readonly rounding: Rounding;
  readonly threads: number;
  readonly seed: number;
}

const plain: Case = {
  type: 'INT8',
  batches: 1,
  height: 9,
  width: 11,
  depth: 5,
  groups: 1,
  outputsPerGroup: 6,
  kernelHeight: 3,
  kernelWidth: 3,
  stride: 1,
  dilation: 1,
  pads: true,
  zeroPoint: -7,
  outputZeroPoint: 3,
  weightZeroPoint: 0,
  weights: 'random',
  codes: 'random',
  scales: 'random',
  bounded: false,
  biases: 'small',
  rounding: 'reference',
  threads: 1,
  seed: 1,
};

const cases = fc.record<Case>({
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
        expect((await compare(data)).differing).toBe(0);
      }),
      { numRuns: 120 },
    );
  }, 120_000);

  it('equal the scalar kernel at every width', async () => {
    for (let width = 1; width <= 70; width++) {
      expect([width, (await compare({ ...plain, width, height: 5, seed: width })).differing]).toEqual([
        width,
        0,
      ]);
    }
  }, 60_000);

  it('equal the scalar kernel at every number of channels', async () => {
    for (let channels = 1; channels <= 70; channels++) {
      const data = { ...plain, depth: channels, outputsPerGroup: 71 - channels, seed: channels };
      expect([channels, (await compare(data)).differing]).toEqual([channels, 0]);
    }
  }, 60_000);

  it.each(['least', 'most'] as const)(
    'do not overflow with the %s weights on the least codes',
    async (weights) => {
      for (const depth of [16, 64, 256]) {
        const data = { ...plain, depth, weights, codes: 'least' as const, height: 4 };
        expect([depth, (await compare(data)).differing]).toEqual([depth, 0]);
      }
    },
  );

  it('run without a scalar kernel', async () => {
    expect((await compare(plain)).scalarKernels).toEqual([]);
  });
});

function compare(data: Case) {
  const flip = data.type === 'UINT8' ? 128 : 0;
  const depth = data.depth;
  const outputs = data.outputsPerGroup * data.groups;
  const reach = (kernel: number): number => (kernel - 1) * data.dilation + 1;
  const size = (input: number, kernel: number): number =>
    data.pads ? Math.ceil(input / data.stride) : Math.floor((input - reach(kernel)) / data.stride) + 1;
  const height = Math.max(data.height, data.pads ? 1 : reach(data.kernelHeight));
  const width = Math.max(data.width, data.pads ? 1 : reach(data.kernelWidth));
  const outHeight = size(height, data.kernelHeight);
  const outWidth = size(width, data.kernelWidth);
  const pad = (input: number, output: number, kernel: number): number =>
    data.pads ? Math.max(0, (output - 1) * data.stride + reach(kernel) - input) >> 1 : 0;
  const next = randomWords(data.seed);
  const weightCount = outputs * data.kernelHeight * data.kernelWidth * depth;
  const weight = (): number => {
    if (data.weights === 'least') return -127;
    if (data.weights === 'most') return 127;
    return data.weights === 'small' ? (next() % 7) - 3 : (next() % 255) - 127;
  };
  const codes = Int8Array.from({ length: weightCount }, weight);
  const spread = data.weights === 'small' ? 400 : 12_000;
  const scale = (): number => {
    if (data.scales === 'powers of two') return 2 ** -(next() % 12);
    if (data.scales === 'above one') return 1 + (next() % 1000) / 300;
    return (0.5 + (next() % 4096) / 4096) / spread;
  };
  const multipliers = Array.from({ length: outputs }, () => quantizeMultiplier(scale()));
  const inputBytes = data.batches * height * width * depth * data.groups;
  const inputs = {
    random: () => randomBytes(inputBytes, data.seed + 1),
    least: () => new Uint8Array(inputBytes).fill(128 ^ flip),
    most: () => new Uint8Array(inputBytes).fill(127 ^ flip),
  }[data.codes]();
  const parameters = {
    weights: flip === 0 ? codes : Uint8Array.from(codes, (code) => code + 128),
    weightShape: [outputs, data.kernelHeight, data.kernelWidth, depth],
    bias: Int32Array.from({ length: outputs }, () =>
      data.biases === 'huge' ? next() | 0 : (next() % 60_000) - 30_000,
    ),
    groups: data.groups,
    strideHeight: data.stride,
    strideWidth: data.stride,
    dilationHeight: data.dilation,
    dilationWidth: data.dilation,
    padTop: pad(height, outHeight, data.kernelHeight),
    padLeft: pad(width, outWidth, data.kernelWidth),
    inputZeroPoint: data.zeroPoint + flip,
    weightZeroPoint: flip === 0 ? 0 : data.weightZeroPoint + flip,
    outputZeroPoint: data.outputZeroPoint + flip,
    multipliers: Int32Array.from(multipliers, ({ multiplier }) => multiplier),
    shifts: Int32Array.from(multipliers, ({ shift }) => shift),
    minimum: (data.bounded ? Math.max(-128, data.outputZeroPoint - 20) : -128) + flip,
    maximum: (data.bounded ? Math.min(127, data.outputZeroPoint + 33) : 127) + flip,
    roundsOnceWhenBuiltin: data.type === 'INT8' && data.groups === 1,
  };
  const program = programOf(
    [
      { type: data.type, shape: [data.batches, height, width, depth * data.groups] },
      { type: data.type, shape: [data.batches, outHeight, outWidth, outputs] },
    ],
    [{ kernel: 'convolution', parameters, inputs: [0], outputs: [1] }],
    [1],
  );
  return differingBytes(program, [inputs], data);
}
