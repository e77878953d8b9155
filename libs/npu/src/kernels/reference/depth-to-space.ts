import { asNhwc } from '../../graph/shape.js';
import { defineKernel } from '../kernel.js';

export type DepthToSpaceParameters = { readonly blockSize: number };

/**
 * Spreads channels over blocks of pixels: channel `(dy × block + dx) × C + c` becomes pixel `(dy, dx)`, channel `c`.
 *
 * Shapes: [N,H,W,C×block²] → [N,H×block,W×block,C]. Source: TFLite `reference_ops::DepthToSpace`.
 */
export const depthToSpace = defineKernel<DepthToSpaceParameters>({
  name: 'depth-to-space',
  trait: 'moves',
  run({ blockSize }, [input], [output]) {
    if (input === undefined || output === undefined) return;
    const [batches, height, width, channels] = asNhwc(output.shape);
    const inWidth = width / blockSize;
    const inHeight = height / blockSize;
    const run = blockSize * channels;
    const inChannels = run * blockSize;
    for (let batch = 0; batch < batches; batch++) {
      for (let y = 0; y < height; y++) {
        const inRow = (batch * inHeight + Math.floor(y / blockSize)) * inWidth;
        for (let x = 0; x < inWidth; x++) {
          const from = (inRow + x) * inChannels + (y % blockSize) * run;
          const to = ((batch * height + y) * width + x * blockSize) * channels;
          for (let i = 0; i < run; i++) output.bytes[to + i] = input.bytes[from + i] as number;
        }
      }
    }
  },
});
