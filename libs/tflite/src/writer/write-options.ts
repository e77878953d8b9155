import type { Builder, Offset } from 'flatbuffers';
import type { OperatorOptions } from '../schema/builtin-options.js';
import type { OptionTable } from '../schema/option-tables.js';
import type { OptionKind, OptionValue } from '../schema/option-kinds.js';
import { optionEnums } from '../schema/option-enums.js';
import { TableWriter } from './table-writer.js';
import { writeFloat32s, writeInt32s } from './write-vectors.js';

/** Writes an options table; throws a TypeError that names an option the builtin does not have or cannot hold. */
export function writeOptions(
  builder: Builder,
  builtin: string,
  table: OptionTable,
  options: OperatorOptions,
): Offset {
  const slots = Object.fromEntries(Object.entries(table.fields).map(([name, [slot]]) => [name, slot]));
  const writer = new TableWriter(builder, slots);
  for (const [name, value] of Object.entries(options)) {
    const field = table.fields[name];
    if (field === undefined) throw new TypeError(unknownOption(builtin, name, table));
    const [, kind, defaultValue] = field;
    if (!addOption(builder, writer, name, kind, value, defaultValue)) {
      throw new TypeError(
        `Option ${name} of ${builtin} is of kind ${kind} and cannot be ${JSON.stringify(value)}`,
      );
    }
  }
  return writer.finish();
}

function addOption(
  builder: Builder,
  writer: TableWriter<Record<string, number>>,
  name: string,
  kind: OptionKind,
  value: OptionValue,
  defaultValue: OptionValue,
): boolean {
  if (typeof value === 'object') {
    if (kind === 'int32[]') writer.offset(name, writeInt32s(builder, value));
    else if (kind === 'float32[]') writer.offset(name, writeFloat32s(builder, value));
    else return false;
  } else if (kind === 'bool') {
    if (typeof value !== 'boolean') return false;
    writer.int8(name, Number(value), Number(defaultValue));
  } else if (kind === 'int32' || kind === 'uint32') {
    if (typeof value !== 'number') return false;
    writer.int32(name, value, Number(defaultValue));
  } else if (kind === 'float32') {
    if (typeof value !== 'number') return false;
    writer.float32(name, value, Number(defaultValue));
  } else if (kind === 'string') {
    if (typeof value !== 'string') return false;
    writer.offset(name, builder.createString(value));
  } else if (kind === 'int32[]' || kind === 'float32[]') {
    return false;
  } else {
    const names: readonly string[] = optionEnums[kind];
    const code = names.indexOf(String(value));
    if (code < 0) return false;
    writer.int8(name, code, names.indexOf(String(defaultValue)));
  }
  return true;
}

function unknownOption(builtin: string, name: string, table: OptionTable): string {
  return `${builtin} has no option ${name}; it has ${Object.keys(table.fields).join(', ') || 'none'}`;
}
