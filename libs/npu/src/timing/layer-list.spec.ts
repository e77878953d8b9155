import { describe, expect, it } from 'vitest';
import { architectureLayers } from './calibration/architecture-layers.js';
import type { ArchitectureOperator } from './calibration/architecture.js';
import type { Layer } from './layer.js';

function layersOf(...operators: readonly ArchitectureOperator[]): readonly Layer[] {
  const { layers } = architectureLayers({ operators, input: [36, 64, 3] });
  if (layers === undefined) throw new Error('the test names complete operators');
  return layers;
}

const convolution = (inputChannels: number, outputChannels: number): ArchitectureOperator => ({
  op: 'CONV_2D',
  kernel: 3,
  inputChannels,
  outputChannels,
});

describe('the layers that the board lists', () => {
  it('copies the repeated input, but takes results of the NN cores where they lie', () => {
    const copies = layersOf({ op: 'CONCATENATION', repeats: 9 }, convolution(27, 27));
    const joined = layersOf(convolution(3, 8), convolution(3, 8), {
      op: 'CONCATENATION',
      output: [36, 64, 16],
    });

    expect(copies.filter(({ type }) => type === 'TensorCopy')).toHaveLength(9);
    expect(joined.map(({ type }) => type)).toEqual([
      'ConvolutionReluPoolingLayer2',
      'ConvolutionReluPoolingLayer2',
    ]);
  });

  it('reads parts of channels in place', () => {
    const layers = layersOf(
      convolution(3, 32),
      { op: 'SPLIT', parts: 4, output: [36, 64, 8] },
      convolution(8, 8),
    );

    expect(layers.filter(({ form }) => form === 'view')).toHaveLength(4);
    expect(layers.at(-1)?.sources).toEqual([0]);
  });

  it('gives the ADD to an enlarged picture and its clip to the NN cores', () => {
    const layers = layersOf(
      { op: 'RESIZE_BILINEAR', block: 3, isBranch: true },
      convolution(3, 27),
      { op: 'DEPTH_TO_SPACE', block: 3 },
      { op: 'ADD' },
      { op: 'CLIP' },
    );

    expect(layers.map(({ form }) => form)).toEqual([undefined, undefined, undefined, 'folded', 'folded']);
  });

  it('lists clips in a row once', () => {
    const layers = layersOf(convolution(3, 27), { op: 'MINIMUM' }, { op: 'RELU' });

    expect(layers.map(({ type }) => type)).toEqual(['ConvolutionReluPoolingLayer2', 'ActivationLayer']);
  });
});
