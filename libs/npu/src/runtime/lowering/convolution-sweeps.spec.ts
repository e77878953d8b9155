import { describe, expect, it } from 'vitest';
import { compareConvolution, plainConvolution, type ConvolutionCase } from '../testing/convolution-case.js';

/** The numbers 1 to 70 in an order of their own for every step that has no factor with 70 in common. */
const cover = (index: number, step: number): number => 1 + ((index * step) % 70);
const turn = <Item>(index: number, ...items: readonly [Item, ...Item[]]): Item =>
  items[index % items.length] as Item;

/** Widths, input and output channels from 1 to 70, all of them, with paddings, types and extremes in turn. */
function sweep(detail: (index: number) => Partial<ConvolutionCase>): readonly ConvolutionCase[] {
  return Array.from({ length: 70 }, (_, index): ConvolutionCase => ({
    ...plainConvolution,
    type: turn(index, 'INT8', 'UINT8'),
    width: cover(index, 1),
    depth: cover(index, 33),
    outputsPerGroup: cover(index, 27),
    height: 3,
    pads: turn(index, true, true, false),
    zeroPoint: turn(index, -128, 0, 127, 5),
    outputZeroPoint: turn(index, -128, 3, 127),
    weights: turn(index, 'random', 'small', 'least', 'random', 'most'),
    codes: turn(index, 'random', 'random', 'least', 'random', 'most', 'random', 'random'),
    scales: turn(index, 'random', 'powers of two', 'random', 'above one'),
    bounded: index % 4 === 3,
    threads: turn(index, 1, 2, 3),
    seed: index + 1,
    ...detail(index),
  }));
}

/** The cases of which a byte differs or that ran on a scalar kernel. */
async function unequal(cases: readonly ConvolutionCase[]): Promise<readonly ConvolutionCase[]> {
  const found: ConvolutionCase[] = [];
  for (const data of cases) {
    const { differing, scalarKernels } = await compareConvolution(data);
    if (differing > 0 || scalarKernels.length > 0) found.push(data);
  }
  return found;
}

describe('fast convolutions at every width and number of channels', () => {
  it('equal the scalar kernel with a kernel of one pixel, as in a fully connected layer', async () => {
    const cases = sweep((index) => ({
      kernelHeight: 1,
      kernelWidth: 1,
      stride: turn(index, 1, 1, 2, 3),
    }));

    expect(await unequal(cases)).toEqual([]);
  }, 30_000);

  it('equal the scalar kernel with any other kernel, stride and dilation', async () => {
    const cases = sweep((index) => ({
      kernelHeight: turn(index, 2, 1, 5, 3),
      kernelWidth: turn(index, 5, 4, 1, 2, 3),
      stride: turn(index, 2, 1, 3),
      dilation: turn(index, 1, 1, 1, 2),
      depth: 1 + (cover(index, 33) >> turn(index, 0, 1, 2)),
    }));

    expect(await unequal(cases)).toEqual([]);
  }, 30_000);

  it('equal the scalar kernel with 3x3 kernels of stride 1 and extremes on every side', async () => {
    const cases = sweep((index) => ({ outputsPerGroup: 1 + (cover(index, 27) >> 1) }));

    expect(await unequal(cases)).toEqual([]);
  }, 30_000);
});
