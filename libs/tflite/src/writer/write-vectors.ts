import type { Builder, Offset } from 'flatbuffers';

/** A vector of 32-bit integers. */
export function writeInt32s(builder: Builder, values: readonly number[]): Offset {
  return writeVector(builder, 4, values, (value) => builder.addInt32(value));
}

export function writeInt64s(builder: Builder, values: readonly number[]): Offset {
  return writeVector(builder, 8, values, (value) => builder.addInt64(BigInt(value)));
}

export function writeFloat32s(builder: Builder, values: readonly number[]): Offset {
  return writeVector(builder, 4, values, (value) => builder.addFloat32(value));
}

/** A vector of tables or strings that are already written. */
export function writeOffsets(builder: Builder, offsets: readonly Offset[]): Offset {
  return writeVector(builder, 4, offsets, (offset) => builder.addOffset(offset));
}

/** Raw bytes, whose first one lies on a multiple of 16 as the schema asks of constants. */
export function writeBytes(builder: Builder, bytes: Uint8Array): Offset {
  builder.prep(16, bytes.length);
  return builder.createByteVector(bytes);
}

function writeVector(
  builder: Builder,
  elementBytes: number,
  values: readonly number[],
  add: (value: number) => void,
): Offset {
  builder.startVector(elementBytes, values.length, elementBytes);
  for (const value of values.toReversed()) add(value);
  return builder.endVector();
}
