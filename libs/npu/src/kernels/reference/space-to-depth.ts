import { asNhwc } from '../../graph/shape.js';
import { defineKernel } from '../kernel.js';

export type SpaceToDepthParameters = { readonly blockSize: number };

/**
 * Gathers blocks of pixels into channels, the inverse of depth-to-space.
 *
 * Shapes: [N,H,W,C] → [N,H/block,W/block,C×block²]. Source: TFLite `reference_ops::SpaceToDepth`.
 */
export const spaceToDepth = defineKernel<SpaceToDepthParameters>({
  name: 'space-to-depth',
  trait: 'moves',
  run({ blockSize }, [input], [output]) {
    if (input === undefined || output === undefined) return;
    const [batches, height, width, channels] = asNhwc(input.shape);
    const outWidth = width / blockSize;
    const outHeight = height / blockSize;
    const run = blockSize * channels;
    const outChannels = run * blockSize;
    for (let batch = 0; batch < batches; batch++) {
      for (let y = 0; y < height; y++) {
        const outRow = (batch * outHeight + Math.floor(y / blockSize)) * outWidth;
        for (let x = 0; x < outWidth; x++) {
          const from = ((batch * height + y) * width + x * blockSize) * channels;
          const to = (outRow + x) * outChannels + (y % blockSize) * run;
          for (let i = 0; i < run; i++) output.bytes[to + i] = input.bytes[from + i] as number;
        }
      }
    }
  },
});
