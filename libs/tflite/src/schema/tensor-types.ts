const bitsByTensorType = {
  FLOAT32: 32,
  FLOAT16: 16,
  INT32: 32,
  UINT8: 8,
  INT64: 64,
  STRING: undefined,
  BOOL: 8,
  INT16: 16,
  COMPLEX64: 64,
  INT8: 8,
  FLOAT64: 64,
  COMPLEX128: 128,
  UINT64: 64,
  RESOURCE: undefined,
  VARIANT: undefined,
  UINT32: 32,
  UINT16: 16,
  INT4: 4,
  BFLOAT16: 16,
  INT2: 2,
  UINT4: 4,
  FLOAT8_E4M3FN: 8,
  FLOAT8_E5M2: 8,
} as const;

export type TensorType = keyof typeof bitsByTensorType;

/**
 * The element types of a tensor; a name's index is its number in the file.
 *
 * Source: TFLite schema version 3d, `TensorType` (LiteRT, tflite/converter/schema/schema.fbs).
 */
export const tensorTypes = Object.keys(bitsByTensorType) as readonly TensorType[];

/** Bits of one element; undefined for types without a fixed size (STRING, RESOURCE, VARIANT). */
export function elementBits(type: TensorType): number | undefined {
  return bitsByTensorType[type];
}

/** Bytes of `elements` densely stored elements; types below 8 bits are packed. */
export function dataBytes(type: TensorType, elements: number): number | undefined {
  const bits = elementBits(type);
  return bits === undefined ? undefined : Math.ceil((elements * bits) / 8);
}
