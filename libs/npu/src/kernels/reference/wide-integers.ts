import type { TensorView } from '../kernel.js';

/** The elements of an integer tensor of any width; stores wrap to the type. */
export interface WideIntegers {
  readonly length: number;
  get(position: number): bigint;
  set(position: number, value: bigint): void;
}

export function wideIntegers({ type, bytes, codes }: TensorView): WideIntegers {
  if (type !== 'INT64') {
    return {
      length: codes.length,
      get: (position) => BigInt(codes[position] as number),
      set: (position, value) => {
        codes[position] = Number(BigInt.asIntN(32, value));
      },
    };
  }
  // Constants may start at any address, where a BigInt64Array cannot.
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    length: bytes.length >> 3,
    get: (position) => view.getBigInt64(position * 8, true),
    set: (position, value) => view.setBigInt64(position * 8, BigInt.asIntN(64, value), true),
  };
}
