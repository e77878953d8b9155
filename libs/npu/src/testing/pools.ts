import fc from 'fast-check';
import { coordinatesOf, elementAt } from './coordinates.js';

export type PoolOptions = {
  readonly padding: 'SAME' | 'VALID';
  readonly strideW: number;
  readonly strideH: number;
  readonly filterWidth: number;
  readonly filterHeight: number;
};

/** Small pictures with a window that fits. */
export const aPool = fc
  .record({
    height: fc.integer({ min: 1, max: 5 }),
    width: fc.integer({ min: 1, max: 5 }),
    channels: fc.integer({ min: 1, max: 2 }),
    padding: fc.constantFrom('SAME' as const, 'VALID' as const),
    strideH: fc.integer({ min: 1, max: 3 }),
    strideW: fc.integer({ min: 1, max: 3 }),
    filterHeight: fc.integer({ min: 1, max: 4 }),
    filterWidth: fc.integer({ min: 1, max: 4 }),
  })
  .filter(
    ({ padding, height, width, filterHeight, filterWidth }) =>
      padding === 'SAME' || (filterHeight <= height && filterWidth <= width),
  )
  .chain(({ height, width, channels, ...options }) => {
    const length = height * width * channels;
    return fc
      .array(fc.integer({ min: -128, max: 127 }), { minLength: length, maxLength: length })
      .map((values) => ({ shape: [1, height, width, channels], values, options: options as PoolOptions }));
  });

/** The codes inside the window of every element of the result. */
export function windowCodes(
  shape: readonly number[],
  values: readonly number[],
  outputShape: readonly number[],
  { padding, strideH, strideW, filterHeight, filterWidth }: PoolOptions,
): readonly (readonly number[])[] {
  const before = (output: number, stride: number, filter: number, input: number): number =>
    padding === 'VALID' ? 0 : Math.floor(Math.max(0, (output - 1) * stride + filter - input) / 2);
  const [, height = 0, width = 0] = shape;
  const top = before(outputShape[1] ?? 0, strideH, filterHeight, height);
  const left = before(outputShape[2] ?? 0, strideW, filterWidth, width);
  return coordinatesOf(outputShape).map(([batch = 0, y = 0, x = 0, channel = 0]) =>
    coordinatesOf([filterHeight, filterWidth]).flatMap(([row = 0, column = 0]) => {
      const at = [batch, y * strideH - top + row, x * strideW - left + column, channel];
      const isInside = at.every((index, axis) => index >= 0 && index < (shape[axis] ?? 0));
      return isInside ? (elementAt(values, shape, at) ?? []) : [];
    }),
  );
}
