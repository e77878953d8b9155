import type { Builder, Offset } from 'flatbuffers';
import type { OperatorSpec } from '../model-spec.js';
import { findOptionTable } from '../schema/builtin-options.js';
import { tableSlots } from '../schema/table-slots.js';
import type { OperatorCodes } from './operator-codes.js';
import { TableWriter } from './table-writer.js';
import { writeOptions } from './write-options.js';
import { writeBytes, writeInt32s } from './write-vectors.js';

export function writeOperator(builder: Builder, operator: OperatorSpec, codes: OperatorCodes): Offset {
  const { builtin, options = {}, customOptions } = operator;
  const table = findOptionTable(builtin);
  if (table === undefined && Object.keys(options).length > 0) {
    throw new TypeError(`${builtin} has no options table; got ${Object.keys(options).join(', ')}`);
  }
  const optionsOffset = table === undefined ? undefined : writeOptions(builder, builtin, table, options);
  const inputs = writeInt32s(builder, operator.inputs);
  const outputs = writeInt32s(builder, operator.outputs);
  const custom = customOptions === undefined ? undefined : writeBytes(builder, customOptions);
  return new TableWriter(builder, tableSlots.operator)
    .int32('opcode_index', codes.indexOf(operator))
    .offset('inputs', inputs)
    .offset('outputs', outputs)
    .int8('builtin_options_type', table?.union ?? 0)
    .offset('builtin_options', optionsOffset)
    .offset('custom_options', custom)
    .finish();
}
