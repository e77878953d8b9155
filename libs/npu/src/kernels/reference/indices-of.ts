import type { TensorView } from '../kernel.js';

/** The values of an INT32 or INT64 tensor at any alignment, as numbers. */
export function indicesOf({ type, bytes }: TensorView): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return type === 'INT64'
    ? Array.from({ length: bytes.byteLength >> 3 }, (_, i) => Number(view.getBigInt64(i * 8, true)))
    : Array.from({ length: bytes.byteLength >> 2 }, (_, i) => view.getInt32(i * 4, true));
}
