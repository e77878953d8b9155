import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { differingBytes } from '../testing/differing-bytes.js';
import { programOf } from '../testing/program-of.js';
import { randomBytes, randomWords } from '../testing/random-bytes.js';

interface Case {
  readonly type: 'INT8' | 'UINT8';
  readonly batches: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly multiplier: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly stride: number;
  readonly dilation: number;
  readonly pads: boolean;
  readonly zeroPoint: number;
  readonly weights: 'random' | 'least' | 'most';
  readonly codes: 'random' | 'least' | 'most';
  readonly scales: 'random' | 'powers of two';
  readonly threads: number;
  readonly seed: number;
}

const plain: Case = {
  type: 'INT8',
  batches: 1,
  height: 6,
  width: 11,
  channels: 12,
  multiplier: 1,
  kernelHeight: 3,
  kernelWidth: 3,
  stride: 1,
  dilation: 1,
  pads: true,
  zeroPoint: -7,
  weights: 'random',
  codes: 'random',
  scales: 'random',
  threads: 1,
  seed: 1,
};

const extreme = ['random', 'random', 'least', 'most'] as const;

const cases = fc.record<Case>({
  type: fc.constantFrom('INT8', 'UINT8'),
  batches: fc.integer({ min: 1, max: 2 }),
  height: fc.integer({ min: 1, max: 9 }),
  width: fc.integer({ min: 1, max: 40 }),
  channels: fc.integer({ min: 5, max: 40 }),
  multiplier: fc.constantFrom(1, 1, 2, 3),
  kernelHeight: fc.integer({ min: 1, max: 5 }),
  kernelWidth: fc.integer({ min: 1, max: 5 }),
  stride: fc.integer({ min: 1, max: 3 }),
  dilation: fc.integer({ min: 1, max: 2 }),
  pads: fc.boolean(),
  zeroPoint: fc.integer({ min: -128, max: 127 }),
  weights: fc.constantFrom(...extreme),
  codes: fc.constantFrom(...extreme),
  scales: fc.constantFrom('random', 'powers of two'),
  threads: fc.integer({ min: 1, max: 3 }),
  seed: fc.integer({ min: 1, max: 2 ** 30 }),
});

describe('fast depthwise convolutions', () => {
  it('equal the scalar kernel for any shape, zero point and scale', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (data) => {
        expect(await compare(data)).toEqual({ differing: 0, scalarKernels: [] });
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('equal the scalar kernel at every width and every number of channels', async () => {
    for (let size = 1; size <= 70; size++) {
      const { differing } = await compare({ ...plain, width: size, channels: 75 - size, seed: size });
      expect([size, differing]).toEqual([size, 0]);
    }
  }, 60_000);

  it.each([1, 2, 3])('equal the scalar kernel for every padding of stride %i', async (stride) => {
    for (let kernel = 1; kernel <= 5; kernel++) {
      for (const size of [1, 4, 5, 7]) {
        const shape = { kernelHeight: kernel, kernelWidth: kernel, height: size, width: size };
        const { differing } = await compare({ ...plain, ...shape, stride });
        expect([kernel, size, differing]).toEqual([kernel, size, 0]);
      }
    }
  });
});

function compare(data: Case) {
  const flip = data.type === 'UINT8' ? 128 : 0;
  const reach = (kernel: number): number => (kernel - 1) * data.dilation + 1;
  const axis = (size: number, kernel: number) => {
    const input = Math.max(size, data.pads ? 1 : reach(kernel));
    const output = data.pads
      ? Math.ceil(input / data.stride)
      : Math.floor((input - reach(kernel)) / data.stride) + 1;
    const missing = Math.max(0, (output - 1) * data.stride + reach(kernel) - input);
    return { input, output, pad: data.pads ? missing >> 1 : 0 };
  };
  const rows = axis(data.height, data.kernelHeight);
  const columns = axis(data.width, data.kernelWidth);
  const outputs = data.channels * data.multiplier;
  const next = randomWords(data.seed);
  const bound = (kind: Case['weights'], random: number): number =>
    kind === 'random' ? random : kind === 'least' ? -127 : 127;
  const weights = Int8Array.from({ length: outputs * data.kernelHeight * data.kernelWidth }, () =>
    bound(data.weights, (next() % 255) - 127),
  );
  const scale = (): number =>
    data.scales === 'random' ? (0.5 + (next() % 4096) / 4096) / 2000 : 2 ** -(next() % 12);
  const multipliers = Array.from({ length: outputs }, () => quantizeMultiplier(scale()));
  const bytes = data.batches * rows.input * columns.input * data.channels;
  const codes = randomBytes(bytes, data.seed + 1).map((code) => bound(data.codes, code - 128) + flip);
  const parameters = {
    weights: flip === 0 ? weights : Uint8Array.from(weights, (code) => code + 128),
    weightShape: [outputs, data.kernelHeight, data.kernelWidth, 1],
    bias: Int32Array.from({ length: outputs }, () => (next() % 6000) - 3000),
    groups: data.channels,
    strideHeight: data.stride,
    strideWidth: data.stride,
    dilationHeight: data.dilation,
    dilationWidth: data.dilation,
    padTop: rows.pad,
    padLeft: columns.pad,
    inputZeroPoint: data.zeroPoint + flip,
    weightZeroPoint: flip === 0 ? 0 : 121,
    outputZeroPoint: flip + 3,
    multipliers: Int32Array.from(multipliers, ({ multiplier }) => multiplier),
    shifts: Int32Array.from(multipliers, ({ shift }) => shift),
    minimum: -128 + flip,
    maximum: 100 + flip,
    roundsOnceWhenBuiltin: false,
  };
  const program = programOf(
    [
      { type: data.type, shape: [data.batches, rows.input, columns.input, data.channels] },
      { type: data.type, shape: [data.batches, rows.output, columns.output, outputs] },
    ],
    [{ kernel: 'convolution', parameters, inputs: [0], outputs: [1] }],
    [1],
  );
  return differingBytes(program, [codes], data);
}
