import { asNhwc } from '../../graph/shape.js';
import { defineKernel } from '../kernel.js';
import type { ResizeBilinearParameters } from './resize-bilinear.js';

const { fround } = Math;

/**
 * Enlarges uint8 pictures in float32, the sum in the order of the reference, then a half added and the rest cut off.
 *
 * Shapes: [N,H,W,C] → [N,OH,OW,C]. Source: TFLite `reference_ops::ResizeBilinear<uint8_t>`.
 */
export const resizeBilinearFloat = defineKernel<ResizeBilinearParameters>({
  name: 'resize-bilinear-float',
  run({ alignCorners, halfPixelCenters }, [input], [output]) {
    if (input === undefined || output === undefined) return;
    const [, height, width, channels] = asNhwc(input.shape);
    const [batches, outHeight, outWidth] = asNhwc(output.shape);
    const positions = (from: number, to: number) =>
      Array.from({ length: to }, (_, i) => floatPosition(i, from, to, alignCorners, halfPixelCenters));
    const columns = positions(width, outWidth);
    const rows = positions(height, outHeight);
    const source = input.bytes;
    let at = 0;
    for (let batch = 0; batch < batches; batch++) {
      for (const { lower: top, upper: bottom, weight: down, rest: up } of rows) {
        const topRow = (batch * height + top) * width;
        const bottomRow = (batch * height + bottom) * width;
        for (const { lower: left, upper: right, weight: across, rest: back } of columns) {
          for (let c = 0; c < channels; c++) {
            const a = fround(fround((source[(topRow + left) * channels + c] as number) * up) * back);
            const b = fround(fround((source[(bottomRow + left) * channels + c] as number) * down) * back);
            const d = fround(fround((source[(topRow + right) * channels + c] as number) * up) * across);
            const e = fround(fround((source[(bottomRow + right) * channels + c] as number) * down) * across);
            output.bytes[at++] = Math.trunc(fround(fround(fround(fround(a + b) + d) + e) + 0.5));
          }
        }
      }
    }
  },
});

export interface FloatPosition {
  readonly lower: number;
  readonly upper: number;
  /** Distance from `lower` in float32, and one minus it. */
  readonly weight: number;
  readonly rest: number;
}

/** Source: TFLite `ComputeInterpolationValues`, reference/resize_bilinear.h (float32 steps). */
export function floatPosition(
  index: number,
  from: number,
  to: number,
  alignCorners: boolean,
  halfPixelCenters: boolean,
): FloatPosition {
  const scale = fround(alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to);
  const scaled = halfPixelCenters
    ? fround(fround(fround(index + 0.5) * scale) - 0.5)
    : fround(fround(index) * scale);
  const lower = Math.max(Math.floor(scaled), 0);
  const upper = Math.min(Math.ceil(scaled), from - 1);
  const weight = fround(scaled - lower);
  return { lower, upper, weight, rest: fround(1 - weight) };
}
