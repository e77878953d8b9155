/** Where a sliding window reads along one axis. */
export interface WindowAxis {
  readonly output: number;
  readonly padBefore: number;
}

/**
 * Output size and leading padding of a window along one axis.
 *
 * Source: TFLite `ComputeOutSize` and `ComputePaddingWithOffset`, kernels/padding.h.
 */
export function slideWindow(
  padding: 'SAME' | 'VALID',
  input: number,
  window: number,
  stride: number,
  dilation = 1,
): WindowAxis {
  const extent = (window - 1) * dilation + 1;
  const output =
    padding === 'SAME'
      ? Math.floor((input + stride - 1) / stride)
      : Math.floor((input + stride - extent) / stride);
  const total = Math.max(0, (output - 1) * stride + extent - input);
  return { output: Math.max(0, output), padBefore: Math.floor(total / 2) };
}
