import type { OptionField, OptionValue, OptionValueOf } from './option-kinds.js';
import { optionTables, type OptionTable } from './option-tables.js';

/** A builtin whose options this library decodes. */
export type BuiltinWithOptions = keyof typeof optionTables;

type Fields<Builtin extends BuiltinWithOptions> = (typeof optionTables)[Builtin]['fields'];

/** The options of one builtin, by name: `OptionsOf<'CONV_2D'>['padding']` is `'SAME' | 'VALID'`. */
export type OptionsOf<Builtin extends BuiltinWithOptions> = {
  readonly [Name in keyof Fields<Builtin>]: Fields<Builtin>[Name] extends OptionField
    ? OptionValueOf<Fields<Builtin>[Name][1]>
    : never;
};

/** Decoded options of any operator; empty for custom operators and for builtins without an options table. */
export type OperatorOptions = Readonly<Record<string, OptionValue>>;

/** The options table of a builtin; undefined when it has none or is unknown. */
export function findOptionTable(builtin: string): OptionTable | undefined {
  return Object.hasOwn(optionTables, builtin) ? optionTables[builtin as BuiltinWithOptions] : undefined;
}

/** The schema's default options of a builtin; empty when it has no options table. */
export function defaultOptions(builtin: string): OperatorOptions {
  const fields = Object.entries(findOptionTable(builtin)?.fields ?? {});
  return Object.fromEntries(fields.map(([name, [, , defaultValue]]) => [name, defaultValue]));
}

/**
 * The options of an operator, typed by its builtin.
 *
 * Throws a TypeError when the operator is another builtin: that is a fault of the caller, not of the file.
 */
export function optionsOf<Builtin extends BuiltinWithOptions>(
  operator: { readonly builtin: string; readonly options: OperatorOptions },
  builtin: Builtin,
): OptionsOf<Builtin> {
  if (operator.builtin !== builtin) {
    throw new TypeError(`Options of ${builtin} asked of an operator that is ${operator.builtin}`);
  }
  return operator.options as OptionsOf<Builtin>;
}
