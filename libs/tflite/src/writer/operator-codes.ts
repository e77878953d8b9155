import type { Builder, Offset } from 'flatbuffers';
import type { OperatorSpec } from '../model-spec.js';
import { builtinCodeOf } from '../schema/builtin-codes.js';
import { tableSlots } from '../schema/table-slots.js';
import { TableWriter } from './table-writer.js';

/** In the old one-byte field, this code says that the real one is in the new field. */
const placeholderCode = 127;

interface OperatorCode {
  readonly code: number;
  readonly version: number;
  readonly customCode: string | undefined;
}

/** The model's operator codes, each kind once, in the order of first use. */
export class OperatorCodes {
  private readonly entries: OperatorCode[] = [];
  private readonly indexByKey = new Map<string, number>();

  constructor(private readonly fields: 'both' | 'one-byte' = 'both') {}

  indexOf(operator: OperatorSpec): number {
    const code = operator.builtinCode ?? builtinCodeOf(operator.builtin);
    const version = operator.version ?? 1;
    const key = JSON.stringify([code, version, operator.customCode]);
    const known = this.indexByKey.get(key);
    if (known !== undefined) return known;
    const index = this.entries.push({ code, version, customCode: operator.customCode }) - 1;
    this.indexByKey.set(key, index);
    return index;
  }

  write(builder: Builder): Offset[] {
    return this.entries.map(({ code, version, customCode }) => {
      const name = customCode === undefined ? undefined : builder.createString(customCode);
      return new TableWriter(builder, tableSlots.operatorCode)
        .int8('deprecated_builtin_code', Math.min(code, placeholderCode))
        .offset('custom_code', name)
        .int32('version', version, 1)
        .int32('builtin_code', this.fields === 'both' ? code : 0)
        .finish();
    });
  }
}
