import type { Operator } from '../model.js';
import { builtinNameOf } from '../schema/builtin-codes.js';
import type { tableSlots } from '../schema/table-slots.js';
import type { TableView } from './flatbuffer-view.js';
import { checkIndex, type OperatorCode, type ReadContext } from './read-context.js';
import { readExternalRange } from './read-external-range.js';
import { readOptions } from './read-options.js';

const absentInput = -1;

/** Reads one operator of a subgraph with `tensorCount` tensors. */
export function readOperator(
  table: TableView<typeof tableSlots.operator>,
  index: number,
  tensorCount: number,
  context: ReadContext,
): Operator {
  const codeIndex = table.uint32('opcode_index');
  checkIndex(codeIndex, context.operatorCodes.length, table.placeOf('opcode_index'), 'operator code');
  const { code, version, customCode } = context.operatorCodes[codeIndex] as OperatorCode;
  const builtin = builtinNameOf(code);
  const inputs = table.int32s('inputs') ?? [];
  for (const tensor of inputs) {
    if (tensor !== absentInput) checkIndex(tensor, tensorCount, table.placeOf('inputs'), 'tensor');
  }
  const outputs = table.int32s('outputs') ?? [];
  for (const tensor of outputs) checkIndex(tensor, tensorCount, table.placeOf('outputs'), 'tensor');
  return {
    index,
    builtin,
    builtinCode: code,
    version,
    customCode,
    inputs,
    outputs,
    options: readOptions(table, builtin),
    customOptions: readCustomOptions(table, context),
  };
}

function readCustomOptions(
  table: TableView<typeof tableSlots.operator>,
  { file }: ReadContext,
): Uint8Array | undefined {
  const offset = table.uint64('large_custom_options_offset');
  const size = table.uint64('large_custom_options_size');
  return (
    table.bytes('custom_options') ??
    readExternalRange(file, offset, size, table.placeOf('large_custom_options_offset'))
  );
}
