import { ModelFormatError } from '../model-format-error.js';
import type { tableSlots } from '../schema/table-slots.js';
import type { TableView } from './flatbuffer-view.js';
import type { ReaderLimits } from './reader-limits.js';

interface TensorShape {
  readonly shape: readonly number[];
  readonly shapeSignature: readonly number[] | undefined;
  /** Product of the dimensions; 1 for a scalar. */
  readonly elements: number;
}

/** Reads a tensor's dimensions and, where some are the caller's choice, its shape signature. */
export function readShape(table: TableView<typeof tableSlots.tensor>, limits: ReaderLimits): TensorShape {
  const shape = readDimensions(table, 'shape', 0, limits) ?? [];
  const signature = readDimensions(table, 'shape_signature', -1, limits);
  if (signature === undefined || !signature.includes(-1)) {
    return { shape, shapeSignature: undefined, elements: countElements(table, shape, limits) };
  }
  if (signature.length !== shape.length) {
    throw new ModelFormatError(
      'tflite.signature-mismatch',
      table.placeOf('shape_signature'),
      `the signature [${signature.join(', ')}] and the shape [${shape.join(', ')}] differ in rank`,
    );
  }
  return { shape, shapeSignature: signature, elements: countElements(table, shape, limits) };
}

function readDimensions(
  table: TableView<typeof tableSlots.tensor>,
  field: 'shape' | 'shape_signature',
  smallest: number,
  { maxRank }: ReaderLimits,
): number[] | undefined {
  const dimensions = table.int32s(field);
  if (dimensions === undefined) return undefined;
  if (dimensions.length > maxRank) {
    throw new ModelFormatError(
      'tflite.rank-too-high',
      table.placeOf(field),
      `the tensor has ${dimensions.length} dimensions; at most ${maxRank} are read`,
      'Reshape the tensor to fewer dimensions',
    );
  }
  const negative = dimensions.find((dimension) => dimension < smallest);
  if (negative !== undefined) {
    throw new ModelFormatError(
      'tflite.negative-dimension',
      table.placeOf(field),
      `dimension ${negative} in [${dimensions.join(', ')}] is below ${smallest}`,
      'Give the tensor a shape; dimensions that may vary are -1 in shape_signature only',
    );
  }
  return dimensions;
}

function countElements(
  table: TableView<typeof tableSlots.tensor>,
  shape: readonly number[],
  { maxElements }: ReaderLimits,
): number {
  let elements = 1;
  if (shape.includes(0)) return 0;
  for (const dimension of shape) {
    elements *= dimension;
    if (elements > maxElements) {
      throw new ModelFormatError(
        'tflite.tensor-too-large',
        table.placeOf('shape'),
        `shape [${shape.join(', ')}] has more than ${maxElements} elements`,
        'Reduce the tensor to a size that a device can hold',
      );
    }
  }
  return elements;
}
