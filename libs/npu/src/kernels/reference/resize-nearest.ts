import { asNhwc } from '../../graph/shape.js';
import { defineKernel } from '../kernel.js';

export type ResizeNearestParameters = { readonly alignCorners: boolean; readonly halfPixelCenters: boolean };

/** Shapes: [N,H,W,C] → [N,OH,OW,C]. Source: TFLite `reference_ops::ResizeNearestNeighbor` (float32 steps). */
export const resizeNearest = defineKernel<ResizeNearestParameters>({
  name: 'resize-nearest',
  run({ alignCorners, halfPixelCenters }, [input], [output]) {
    if (input === undefined || output === undefined) return;
    const [batches, height, width, channels] = asNhwc(input.shape);
    const [, outHeight, outWidth] = asNhwc(output.shape);
    const nearest = (position: number, from: number, to: number): number => {
      const scale = alignCorners && to > 1 ? Math.fround((from - 1) / (to - 1)) : Math.fround(from / to);
      const value = Math.fround(Math.fround(position + (halfPixelCenters ? 0.5 : 0)) * scale);
      const index = alignCorners ? Math.floor(value + 0.5) : Math.floor(value);
      const bounded = Math.min(index, from - 1);
      return halfPixelCenters ? Math.max(0, bounded) : bounded;
    };
    const columns = Array.from({ length: outWidth }, (_, x) => nearest(x, width, outWidth));
    let position = 0;
    for (let batch = 0; batch < batches; batch++) {
      for (let y = 0; y < outHeight; y++) {
        const row = (batch * height + nearest(y, height, outHeight)) * width;
        for (const column of columns) {
          const from = (row + column) * channels;
          for (let c = 0; c < channels; c++) output.bytes[position++] = input.bytes[from + c] as number;
        }
      }
    }
  },
});
