import { describe, expect, it } from 'vitest';
import { vs680 } from '../arch/vs680.js';
import type { ConvolutionWork } from '../ops/anatomy/work.js';
import { convolutionTerms, tiledConvolutionUs, untiledConvolutionUs } from './convolution-time.js';

function aConvolution(changes: Partial<ConvolutionWork>): ConvolutionWork {
  return {
    kind: 'convolution',
    form: 'dense',
    macs: 0,
    batch: 1,
    inputHeight: 360,
    inputWidth: 640,
    inputChannels: 28,
    outputHeight: 360,
    outputWidth: 640,
    outputChannels: 28,
    kernelHeight: 3,
    kernelWidth: 3,
    strideHeight: 1,
    strideWidth: 1,
    dilationHeight: 1,
    dilationWidth: 1,
    groups: 1,
    weightBytes: 0,
    ...changes,
  };
}

function price(changes: Partial<ConvolutionWork>): {
  typicalUs: number;
  badUs: number;
  isMemoryBound: boolean;
} {
  const work = aConvolution(changes);
  const bytes = (channels: number): number => work.outputHeight * work.outputWidth * channels;
  const terms = convolutionTerms(
    work,
    { inputBytes: bytes(work.inputChannels), outputBytes: bytes(work.outputChannels) },
    vs680.convolution,
  );
  return {
    typicalUs: tiledConvolutionUs(terms),
    badUs: untiledConvolutionUs(work, terms),
    isMemoryBound: terms.readUs + terms.writeUs >= terms.computeUs,
  };
}

describe('the time of a convolution', () => {
  it('meets both regimes in which the board compiled the same layer', () => {
    const { typicalUs, badUs } = price({});
    expect(typicalUs).toBeCloseTo(918, -2);
    expect(badUs).toBeCloseTo(1424, -1);
  });

  it('follows bytes, so that a 1x1 kernel saves nothing where memory is the limit', () => {
    expect(price({ kernelHeight: 1, kernelWidth: 1 }).typicalUs).toBe(price({}).typicalUs);
    expect(price({}).isMemoryBound).toBe(true);
  });

  it('follows the MAC array for large kernels and many channels', () => {
    const wide = { inputChannels: 132, outputChannels: 132, kernelHeight: 5, kernelWidth: 5 };
    expect(price(wide).isMemoryBound).toBe(false);
    expect(price({ ...wide, outputChannels: 133 }).typicalUs).toBeGreaterThan(price(wide).typicalUs);
  });

  it('uses one core per group, which depthwise convolutions pay for', () => {
    const depthwise = price({ form: 'depthwise', groups: 28, kernelHeight: 9, kernelWidth: 9 });
    expect(depthwise.isMemoryBound).toBe(false);
  });
});
