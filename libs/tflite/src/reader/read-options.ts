import { ModelFormatError } from '../model-format-error.js';
import { defaultOptions, findOptionTable, type OperatorOptions } from '../schema/builtin-options.js';
import { optionEnums } from '../schema/option-enums.js';
import type { OptionField, OptionValue } from '../schema/option-kinds.js';
import type { OptionTable } from '../schema/option-tables.js';
import type { tableSlots } from '../schema/table-slots.js';
import type { TableView } from './flatbuffer-view.js';
import { readEnum } from './read-enum.js';

/** Decodes an operator's options; what the file leaves out takes the schema's default. */
export function readOptions(
  operator: TableView<typeof tableSlots.operator>,
  builtin: string,
): OperatorOptions {
  const optionTable = findOptionTable(builtin);
  const union = operator.uint8('builtin_options_type');
  if (optionTable === undefined || union === 0) return defaultOptions(builtin);
  if (union !== optionTable.union) {
    throw new ModelFormatError(
      'tflite.options-mismatch',
      operator.placeOf('builtin_options_type'),
      `${builtin} carries an options table of type ${union} where ${optionTable.union} belongs`,
      'Export the model with a released converter',
    );
  }
  const table = operator.table('builtin_options', slotsOf(optionTable));
  if (table === undefined) return defaultOptions(builtin);
  const fields = Object.entries(optionTable.fields);
  return Object.fromEntries(fields.map(([name, field]) => [name, readOption(table, name, field)]));
}

function readOption(
  table: TableView<Record<string, number>>,
  name: string,
  [, kind, defaultValue]: OptionField,
): OptionValue {
  if (kind === 'int32') return table.int32(name, Number(defaultValue));
  if (kind === 'uint32') return table.uint32(name, Number(defaultValue));
  if (kind === 'float32') return table.float32(name, Number(defaultValue));
  if (kind === 'bool') return table.bool(name, defaultValue === true);
  if (kind === 'string') return table.string(name) ?? '';
  if (kind === 'int32[]') return table.int32s(name) ?? [];
  if (kind === 'float32[]') return table.float32s(name) ?? [];
  const names: readonly string[] = optionEnums[kind];
  return readEnum(table.uint8(name, names.indexOf(String(defaultValue))), names, table.placeOf(name));
}

function slotsOf(table: OptionTable): Record<string, number> {
  return Object.fromEntries(Object.entries(table.fields).map(([name, [slot]]) => [name, slot]));
}
