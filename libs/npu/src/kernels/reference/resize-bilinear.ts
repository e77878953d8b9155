import { asNhwc } from '../../graph/shape.js';
import { defineKernel } from '../kernel.js';
import { bilinearPosition, bilinearStep } from './bilinear-position.js';

export type ResizeBilinearParameters = { readonly alignCorners: boolean; readonly halfPixelCenters: boolean };

/**
 * Enlarges int8 pictures with weights in 1/1024; results round half away from zero.
 *
 * Shapes: [N,H,W,C] → [N,OH,OW,C]. Source: TFLite `reference_ops::ResizeBilinearInteger`.
 */
export const resizeBilinear = defineKernel<ResizeBilinearParameters>({
  name: 'resize-bilinear',
  run({ alignCorners, halfPixelCenters }, [input], [output]) {
    if (input === undefined || output === undefined) return;
    const [, height, width, channels] = asNhwc(input.shape);
    const [batches, outHeight, outWidth] = asNhwc(output.shape);
    const positions = (from: number, to: number) => {
      const step = bilinearStep(from, to, alignCorners);
      return Array.from({ length: to }, (_, i) => bilinearPosition(i, step, from, halfPixelCenters));
    };
    const columns = positions(width, outWidth);
    const rows = positions(height, outHeight);
    const source = input.codes;
    let at = 0;
    for (let batch = 0; batch < batches; batch++) {
      for (const { lower: top, upper: bottom, weight: down } of rows) {
        const topRow = (batch * height + top) * width;
        const bottomRow = (batch * height + bottom) * width;
        for (const { lower: left, upper: right, weight: across } of columns) {
          const weights = [
            (1024 - down) * (1024 - across),
            down * (1024 - across),
            (1024 - down) * across,
            down * across,
          ] as const;
          for (let c = 0; c < channels; c++) {
            const sum =
              (source[(topRow + left) * channels + c] as number) * weights[0] +
              (source[(bottomRow + left) * channels + c] as number) * weights[1] +
              (source[(topRow + right) * channels + c] as number) * weights[2] +
              (source[(bottomRow + right) * channels + c] as number) * weights[3];
            output.codes[at++] = Math.trunc((sum > 0 ? sum + 0x80000 : sum - 0x80000) / 0x100000);
          }
        }
      }
    }
  },
});
