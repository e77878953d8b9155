import { ModelFormatError } from '../model-format-error.js';
import type { Quantization } from '../model.js';
import type { tableSlots } from '../schema/table-slots.js';
import type { TableView } from './flatbuffer-view.js';

const wayOut = 'Quantise the model again with a released converter';

/**
 * Reads affine quantisation parameters; undefined when the file gives no scale.
 *
 * Counts and dimension have to fit the shape, as TensorFlow Lite demands when it loads a model.
 * Whether the scales make sense is not decided here.
 */
export function readQuantization(
  table: TableView<typeof tableSlots.quantization> | undefined,
  shape: readonly number[],
): Quantization | undefined {
  const scale = table?.float32s('scale') ?? [];
  if (table === undefined || scale.length === 0) return undefined;
  const zeroPoint = (table.int64s('zero_point') ?? []).map((value) => toInt32(value, table));
  if (zeroPoint.length !== scale.length) {
    throw mismatch(table, 'zero_point', `${scale.length} scales but ${zeroPoint.length} zero points`);
  }
  const quantizedDimension = table.int32('quantized_dimension');
  if (scale.length > 1 && shape[quantizedDimension] !== scale.length) {
    throw mismatch(
      table,
      'scale',
      `${scale.length} scales do not fit dimension ${quantizedDimension} of shape [${shape.join(', ')}]`,
    );
  }
  return { scale, zeroPoint, quantizedDimension };
}

function toInt32(value: bigint, table: TableView<typeof tableSlots.quantization>): number {
  if (BigInt.asIntN(32, value) === value) return Number(value);
  throw new ModelFormatError(
    'tflite.zero-point-out-of-range',
    table.placeOf('zero_point'),
    `zero point ${value} does not fit 32 bits`,
    wayOut,
  );
}

function mismatch(
  table: TableView<typeof tableSlots.quantization>,
  field: 'scale' | 'zero_point',
  detail: string,
): ModelFormatError {
  return new ModelFormatError('tflite.quantization-mismatch', table.placeOf(field), detail, wayOut);
}
