/**
 * Field slots of the schema's tables; slot n is entry n of a table's vtable.
 *
 * Source: TFLite schema version 3d (LiteRT, tflite/converter/schema/schema.fbs).
 */
export const tableSlots = {
  model: {
    version: 0,
    operator_codes: 1,
    subgraphs: 2,
    description: 3,
    buffers: 4,
    metadata: 6,
    signature_defs: 7,
  },
  operatorCode: { deprecated_builtin_code: 0, custom_code: 1, version: 2, builtin_code: 3 },
  subgraph: { tensors: 0, inputs: 1, outputs: 2, operators: 3, name: 4 },
  tensor: {
    shape: 0,
    type: 1,
    buffer: 2,
    name: 3,
    quantization: 4,
    is_variable: 5,
    sparsity: 6,
    shape_signature: 7,
    has_rank: 8,
    external_buffer: 10,
  },
  quantization: {
    min: 0,
    max: 1,
    scale: 2,
    zero_point: 3,
    details_type: 4,
    details: 5,
    quantized_dimension: 6,
  },
  operator: {
    opcode_index: 0,
    inputs: 1,
    outputs: 2,
    builtin_options_type: 3,
    builtin_options: 4,
    custom_options: 5,
    large_custom_options_offset: 9,
    large_custom_options_size: 10,
  },
  buffer: { data: 0, offset: 1, size: 2 },
  metadata: { name: 0, buffer: 1 },
  signature: { inputs: 0, outputs: 1, signature_key: 2, subgraph_index: 4 },
  tensorMap: { name: 0, tensor_index: 1 },
} as const;
