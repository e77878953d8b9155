import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingBytes } from '../testing/differing-bytes.js';
import { programOf } from '../testing/program-of.js';
import { randomBytes } from '../testing/random-bytes.js';

interface Case {
  readonly type: 'INT8' | 'UINT8';
  readonly average: boolean;
  readonly batches: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly stride: number;
  readonly pads: boolean;
  readonly bounds: readonly [number, number];
  readonly codes: 'random' | 'least' | 'most';
  readonly threads: number;
  readonly seed: number;
}

const plain: Case = {
  type: 'INT8',
  average: true,
  batches: 1,
  height: 6,
  width: 9,
  channels: 5,
  filterHeight: 3,
  filterWidth: 3,
  stride: 1,
  pads: true,
  bounds: [-128, 127],
  codes: 'random',
  threads: 1,
  seed: 1,
};

const cases = fc.record<Case>({
  type: fc.constantFrom('INT8', 'UINT8'),
  average: fc.boolean(),
  batches: fc.integer({ min: 1, max: 2 }),
  height: fc.integer({ min: 1, max: 12 }),
  width: fc.integer({ min: 1, max: 40 }),
  channels: fc.integer({ min: 1, max: 40 }),
  filterHeight: fc.integer({ min: 1, max: 12 }),
  filterWidth: fc.integer({ min: 1, max: 40 }),
  stride: fc.integer({ min: 1, max: 4 }),
  pads: fc.boolean(),
  bounds: fc.constantFrom([-128, 127], [-20, 60]),
  codes: fc.constantFrom('random', 'random', 'least', 'most'),
  threads: fc.integer({ min: 1, max: 3 }),
  seed: fc.integer({ min: 1, max: 2 ** 30 }),
});

describe('fast pools', () => {
  it('equal the scalar kernel for any window, stride, padding and bounds', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (data) => {
        expect(await compare(data)).toEqual({ differing: 0, scalarKernels: [] });
      }),
      { numRuns: 70 },
    );
  }, 60_000);

  it.each([true, false])(
    'equal the scalar kernel at every size (averages: %s)',
    async (average) => {
      for (let size = 1; size <= 70; size++) {
        const { differing } = await compare({
          ...plain,
          average,
          width: size,
          channels: 71 - size,
          seed: size,
        });
        expect([size, differing]).toEqual([size, 0]);
      }
    },
    60_000,
  );

  it.each(['INT8', 'UINT8'] as const)('average %s over windows wider than a run of sums', async (type) => {
    for (const codes of ['random', 'least', 'most'] as const) {
      const shape = { height: 3, width: 600, filterHeight: 3, filterWidth: 600, pads: false };
      expect(await compare({ ...plain, type, codes, ...shape })).toEqual({ differing: 0, scalarKernels: [] });
    }
  });

  it('leave averages over more elements than floats can count to the scalar kernel', async () => {
    const shape = { height: 200, width: 200, filterHeight: 200, filterWidth: 200, pads: false, channels: 1 };
    expect(await compare({ ...plain, ...shape })).toEqual({ differing: 0, scalarKernels: ['pool'] });
  });
});

function compare(data: Case) {
  const flip = data.type === 'UINT8' ? 128 : 0;
  const axis = (size: number, filter: number) => {
    const input = Math.max(size, data.pads ? 1 : filter);
    const output = data.pads
      ? Math.ceil(input / data.stride)
      : Math.floor((input - filter) / data.stride) + 1;
    const missing = Math.max(0, (output - 1) * data.stride + filter - input);
    return { input, output, pad: data.pads ? missing >> 1 : 0 };
  };
  const rows = axis(data.height, data.filterHeight);
  const columns = axis(data.width, data.filterWidth);
  const parameters = {
    average: data.average,
    filterHeight: data.filterHeight,
    filterWidth: data.filterWidth,
    strideHeight: data.stride,
    strideWidth: data.stride,
    padTop: rows.pad,
    padLeft: columns.pad,
    minimum: data.bounds[0] + flip,
    maximum: data.bounds[1] + flip,
  };
  const program = programOf(
    [
      { type: data.type, shape: [data.batches, rows.input, columns.input, data.channels] },
      { type: data.type, shape: [data.batches, rows.output, columns.output, data.channels] },
    ],
    [{ kernel: 'pool', parameters, inputs: [0], outputs: [1] }],
    [1],
  );
  const bytes = data.batches * rows.input * columns.input * data.channels;
  const codes = {
    random: () => randomBytes(bytes, data.seed),
    least: () => new Uint8Array(bytes).fill(128 ^ flip),
    most: () => new Uint8Array(bytes).fill(127 ^ flip),
  }[data.codes]();
  return differingBytes(program, [codes], data);
}
