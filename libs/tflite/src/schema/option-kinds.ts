import type { OptionEnum, optionEnums } from './option-enums.js';

/** The TypeScript type of each kind of option field. */
export type OptionValueOf<Kind extends OptionKind> = Kind extends OptionEnum
  ? (typeof optionEnums)[Kind][number]
  : Kind extends 'int32' | 'uint32' | 'float32'
    ? number
    : Kind extends 'bool'
      ? boolean
      : Kind extends 'string'
        ? string
        : readonly number[];

export type OptionKind =
  OptionEnum | 'int32' | 'uint32' | 'float32' | 'bool' | 'string' | 'int32[]' | 'float32[]';

export type OptionValue = number | boolean | string | readonly number[];

/** Slot in the options table, kind, and the schema's default. */
export type OptionField = readonly [slot: number, kind: OptionKind, defaultValue: OptionValue];
