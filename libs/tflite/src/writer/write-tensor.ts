import type { Builder, Offset } from 'flatbuffers';
import type { QuantizationSpec, TensorSpec } from '../model-spec.js';
import { tableSlots } from '../schema/table-slots.js';
import { tensorTypes } from '../schema/tensor-types.js';
import type { ConstantPool } from './constant-pool.js';
import { TableWriter } from './table-writer.js';
import { writeFloat32s, writeInt32s, writeInt64s } from './write-vectors.js';

/** Member number of a custom table in the schema's `QuantizationDetails` union. */
const customQuantization = 1;

export function writeTensor(builder: Builder, tensor: TensorSpec, constants: ConstantPool): Offset {
  const shape = writeInt32s(builder, tensor.shape);
  const name = builder.createString(tensor.name);
  const { shapeSignature } = tensor;
  const signature = shapeSignature === undefined ? undefined : writeInt32s(builder, shapeSignature);
  const quantization = writeQuantization(
    builder,
    tensor.quantization,
    tensor.hasQuantizationDetails === true,
  );
  const sparsity = tensor.hasSparsity === true ? new TableWriter(builder, {}).finish() : undefined;
  return new TableWriter(builder, tableSlots.tensor)
    .offset('shape', shape)
    .int8('type', tensorTypes.indexOf(tensor.type))
    .int32('buffer', constants.indexOf(tensor.data))
    .offset('name', name)
    .offset('quantization', quantization)
    .int8('is_variable', Number(tensor.isVariable === true))
    .offset('sparsity', sparsity)
    .offset('shape_signature', signature)
    .int8('has_rank', 1)
    .finish();
}

function writeQuantization(
  builder: Builder,
  quantization: QuantizationSpec | undefined,
  hasDetails: boolean,
): Offset | undefined {
  if (quantization === undefined && !hasDetails) return undefined;
  const { minimum, maximum } = quantization ?? {};
  const min = minimum === undefined ? undefined : writeFloat32s(builder, minimum);
  const max = maximum === undefined ? undefined : writeFloat32s(builder, maximum);
  const scale = writeFloat32s(builder, quantization?.scale ?? []);
  const zeroPoint = writeInt64s(builder, quantization?.zeroPoint ?? []);
  const details = hasDetails ? new TableWriter(builder, {}).finish() : undefined;
  return new TableWriter(builder, tableSlots.quantization)
    .offset('min', min)
    .offset('max', max)
    .offset('scale', scale)
    .offset('zero_point', zeroPoint)
    .int8('details_type', hasDetails ? customQuantization : 0)
    .offset('details', details)
    .int32('quantized_dimension', quantization?.quantizedDimension ?? 0)
    .finish();
}
