import { ModelFormatError } from '../model-format-error.js';
import type { Tensor } from '../model.js';
import { tableSlots } from '../schema/table-slots.js';
import { dataBytes, tensorTypes, type TensorType } from '../schema/tensor-types.js';
import type { TableView } from './flatbuffer-view.js';
import { checkIndex, type ReadContext } from './read-context.js';
import { readEnum } from './read-enum.js';
import { readQuantization } from './read-quantization.js';
import { readShape } from './read-shape.js';

type TensorTable = TableView<typeof tableSlots.tensor>;

export function readTensor(table: TensorTable, index: number, context: ReadContext): Tensor {
  const name = table.string('name') ?? '';
  const type = readEnum(table.uint8('type'), tensorTypes, table.placeOf('type'));
  const { shape, shapeSignature, elements } = readShape(table, context.limits);
  const hasSparsity = table.has('sparsity');
  const data = readData(table, context);
  if (data !== undefined && !hasSparsity) checkDataLength(table, name, type, shape, elements, data);
  const quantization = table.table('quantization', tableSlots.quantization);
  return {
    index,
    name,
    type,
    shape,
    shapeSignature,
    data,
    quantization: readQuantization(quantization, shape),
    isVariable: table.bool('is_variable'),
    hasSparsity,
    hasQuantizationDetails: quantization !== undefined && quantization.uint8('details_type') !== 0,
  };
}

function readData(table: TensorTable, { constants }: ReadContext): Uint8Array | undefined {
  if (table.uint32('external_buffer') !== 0) {
    throw new ModelFormatError(
      'tflite.external-file',
      table.placeOf('external_buffer'),
      'the data lies in another file',
      'Export the model with its weights inside the .tflite file',
    );
  }
  const buffer = table.uint32('buffer');
  // Index 0 means "no data", also in a file without buffers.
  if (buffer === 0) return undefined;
  checkIndex(buffer, constants.length, table.placeOf('buffer'), 'buffer');
  return constants[buffer];
}

function checkDataLength(
  table: TensorTable,
  name: string,
  type: TensorType,
  shape: readonly number[],
  elements: number,
  data: Uint8Array,
): void {
  const expected = dataBytes(type, elements);
  if (expected === undefined || expected === data.length) return;
  throw new ModelFormatError(
    'tflite.data-length-mismatch',
    table.placeOf('buffer'),
    `tensor "${name}" of type ${type} and shape [${shape.join(', ')}] needs ${expected} bytes, its buffer has ${data.length}`,
  );
}
