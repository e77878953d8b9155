import { describe, expect, it } from 'vitest';
import { evaluateDocument } from './evaluate-document.js';

const convolution = (cin: number, cout: number | string): object => ({ op: 'CONV_2D', kernel: 3, cin, cout });

describe('evaluateDocument', () => {
  it('prices networks by their layer lists and says by how much it is off', () => {
    const architecture = [
      convolution(3, 16),
      convolution(16, 16),
      convolution(16, 27),
      { op: 'DEPTH_TO_SPACE', block: 3 },
      { op: 'CLIP' },
    ];
    const evaluation = evaluateDocument([{ id: 'a', architecture, runtime_nchw_ms: 12.6 }]);
    expect(evaluation).toMatchObject({ format: 'known-architectures', cases: 1, unpriced: [] });
    expect(evaluation.meanErrorPercent).toBeLessThan(10);
  });

  it('names what keeps a network from being priced', () => {
    const evaluation = evaluateDocument([
      { id: 'open width', architecture: [convolution(3, '?'), { op: 'CLIP' }], runtime_nchw_ms: 70 },
      { id: 'unknown', architecture: [convolution(3, 8), { op: 'FLUX_CAPACITOR' }], runtime_nchw_ms: 70 },
      { id: 'nothing', architecture: [], runtime_nchw_ms: 70 },
    ]);
    expect(evaluation).toMatchObject({
      cases: 0,
      meanErrorPercent: null,
      unpriced: [
        { id: 'open width', reason: 'a convolution has no published width or kernel' },
        { id: 'unknown', reason: 'the operator "FLUX_CAPACITOR" is unknown' },
        { id: 'nothing', reason: 'no layers were published' },
      ],
    });
  });

  it('composes given layer times to totals and skips uploads that the board refused', () => {
    const nchw = {
      inference_us: 14_540,
      by_layer: [
        ['ConvolutionReluPoolingLayer2', 289],
        ...Array.from({ length: 4 }, () => ['ConvolutionReluPoolingLayer2', 503]),
        ['ConvolutionReluPoolingLayer2', 636],
        ['ReorgLayer2', 3055],
        ['ActivationLayer', 7407],
      ],
    };
    const evaluation = evaluateDocument([
      { id: '1', team: 't', nchw },
      { id: '2', team: 't', nchw: { inference_us: 0, by_layer: [] }, error: 'Error compiling model' },
    ]);
    expect(evaluation).toMatchObject({
      format: 'board-timings',
      cases: 1,
      nhwc: { cases: 0, meanErrorPercent: null },
      skipped: [{ id: '2', reason: 'Error compiling model' }],
    });
    expect(evaluation.meanErrorPercent).toBeLessThan(8);
  });

  it('refuses a document in neither format', () => {
    expect(() => evaluateDocument({ rows: [] })).toThrow('neither a list of board runs');
    expect(() => evaluateDocument([{ name: 'x' }])).toThrow(RangeError);
  });
});
