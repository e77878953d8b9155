import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingBytes } from '../testing/differing-bytes.js';
import { programOf } from '../testing/program-of.js';
import { randomBytes } from '../testing/random-bytes.js';

const sizes = fc.record({
  height: fc.integer({ min: 1, max: 6 }),
  width: fc.integer({ min: 1, max: 13 }),
  depth: fc.integer({ min: 1, max: 9 }),
  outputs: fc.integer({ min: 1, max: 5 }),
  kernelHeight: fc.integer({ min: 1, max: 9 }),
  kernelWidth: fc.integer({ min: 1, max: 9 }),
  strideHeight: fc.integer({ min: 1, max: 4 }),
  strideWidth: fc.integer({ min: 1, max: 4 }),
  pads: fc.boolean(),
  zeroPoint: fc.integer({ min: -128, max: 127 }),
  seed: fc.integer({ min: 1, max: 2 ** 30 }),
});

interface Size {
  readonly height: number;
  readonly width: number;
  readonly depth: number;
  readonly outputs: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly pads: boolean;
  readonly zeroPoint: number;
  readonly seed: number;
}

async function compare(size: Size) {
  const { height, width, depth, outputs, kernelHeight, kernelWidth, strideHeight, strideWidth } = size;
  const outHeight = size.pads ? height * strideHeight : (height - 1) * strideHeight + kernelHeight;
  const outWidth = size.pads ? width * strideWidth : (width - 1) * strideWidth + kernelWidth;
  const pad = (kernel: number, stride: number): number => (size.pads ? Math.max(0, kernel - stride) >> 1 : 0);
  const weightCount = outputs * kernelHeight * kernelWidth * depth;
  const program = programOf(
    [
      { type: 'INT8', shape: [1, height, width, depth] },
      { type: 'INT8', shape: [1, outHeight, outWidth, outputs] },
    ],
    [
      {
        kernel: 'transposed-convolution',
        parameters: {
          weights: new Int8Array(randomBytes(weightCount, size.seed).buffer),
          weightShape: [outputs, kernelHeight, kernelWidth, depth],
          bias: new Int32Array(outputs).fill(1234),
          strideHeight,
          strideWidth,
          padTop: pad(kernelHeight, strideHeight),
          padLeft: pad(kernelWidth, strideWidth),
          inputZeroPoint: size.zeroPoint,
          weightZeroPoint: 0,
          outputZeroPoint: -9,
          multipliers: new Int32Array(outputs).fill(1_400_000_000),
          shifts: new Int32Array(outputs).fill(-8),
          minimum: -128,
          maximum: 127,
        },
        inputs: [0],
        outputs: [1],
      },
    ],
    [1],
  );

  const input = randomBytes(height * width * depth, size.seed + 1);
  return differingBytes(program, [input], { threads: 2 });
}

describe('fast transposed convolutions', () => {
  it('equal the scalar kernel for any kernel, stride and padding', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const result = await compare(size);

        expect(result).toEqual({ differing: 0, scalarKernels: [] });
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  it('equal the scalar kernel at widths and numbers of channels up to 70', async () => {
    const results: unknown[] = [];
    for (let index = 0; index < 35; index++) {
      const size: Size = {
        height: 2,
        width: 1 + 2 * index,
        depth: 70 - 2 * index,
        outputs: 1 + ((index * 13) % 35),
        kernelHeight: 1 + (index % 3),
        kernelWidth: 1 + (index % 4),
        strideHeight: 1 + (index % 2),
        strideWidth: 1 + (index % 3),
        pads: index % 2 === 0,
        zeroPoint: [-128, 0, 127][index % 3] ?? 0,
        seed: index + 1,
      };
      const { differing, scalarKernels } = await compare(size);
      if (differing > 0 || scalarKernels.length > 0) results.push({ size, differing, scalarKernels });
    }

    expect(results).toEqual([]);
  }, 30_000);
});
