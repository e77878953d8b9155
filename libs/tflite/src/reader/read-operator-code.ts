import { ModelFormatError } from '../model-format-error.js';
import type { tableSlots } from '../schema/table-slots.js';
import type { TableView } from './flatbuffer-view.js';
import type { OperatorCode } from './read-context.js';

/** The larger of the two code fields counts: old files fill the one-byte field only. */
export function readOperatorCode(table: TableView<typeof tableSlots.operatorCode>): OperatorCode {
  const code = Math.max(table.int8('deprecated_builtin_code'), table.int32('builtin_code'));
  if (code < 0) {
    throw new ModelFormatError(
      'tflite.enum-out-of-range',
      table.placeOf('builtin_code'),
      `builtin code ${code} is negative`,
    );
  }
  return { code, version: table.int32('version', 1), customCode: table.string('custom_code') };
}
