import { asNhwc } from '../../graph/shape.js';
import { defineKernel } from '../kernel.js';

export type PixelShuffleParameters = { readonly blockSize: number };

/**
 * Depth-to-space in PyTorch's channel order: channel `c × block² + dy × block + dx` becomes pixel `(dy, dx)`, channel `c`.
 *
 * Shapes: [N,H,W,C×block²] → [N,H×block,W×block,C]. Source: PyTorch `PixelShuffle`, as its exporters spell it in TFLite.
 */
export const pixelShuffle = defineKernel<PixelShuffleParameters>({
  name: 'pixel-shuffle',
  trait: 'moves',
  run({ blockSize }, [input], [output]) {
    if (input === undefined || output === undefined) return;
    const [batches, height, width, channels] = asNhwc(output.shape);
    const area = blockSize * blockSize;
    const inWidth = width / blockSize;
    const inHeight = height / blockSize;
    let position = 0;
    for (let batch = 0; batch < batches; batch++) {
      for (let y = 0; y < height; y++) {
        const inRow = (batch * inHeight + Math.floor(y / blockSize)) * inWidth;
        for (let x = 0; x < width; x++) {
          const from =
            (inRow + Math.floor(x / blockSize)) * channels * area +
            (y % blockSize) * blockSize +
            (x % blockSize);
          for (let c = 0; c < channels; c++)
            output.bytes[position++] = input.bytes[from + c * area] as number;
        }
      }
    }
  },
});
