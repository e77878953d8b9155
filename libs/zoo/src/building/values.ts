/** Values of one tensor over a calibration patch, channels last. */
export interface Values {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly data: Float32Array;
}

/** Values computed at every place from its row, column and channel. */
export function valuesOf(
  height: number,
  width: number,
  channels: number,
  compute: (row: number, column: number, channel: number) => number,
): Values {
  const data = new Float32Array(height * width * channels);
  let position = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      for (let channel = 0; channel < channels; channel++) {
        data[position++] = compute(row, column, channel);
      }
    }
  }
  return { height, width, channels, data };
}

/** The value at a place; 0 beyond the border, as SAME padding has it. */
export function valueAt(values: Values, row: number, column: number, channel: number): number {
  const { height, width, channels, data } = values;
  if (row < 0 || row >= height || column < 0 || column >= width) return 0;
  return data[(row * width + column) * channels + channel] as number;
}

/** Smallest and largest value, 0 included, as quantisation needs it. */
export function rangeOf({ data }: Values): { readonly low: number; readonly high: number } {
  let low = 0;
  let high = 0;
  for (const value of data) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}
