import { Builder } from 'flatbuffers';
import { describe, expect, it } from 'vitest';
import { tableSlots } from '../schema/table-slots.js';
import { TableWriter } from '../writer/table-writer.js';
import { FileView } from './file-view.js';
import { TableView } from './flatbuffer-view.js';
import type { ReadContext } from './read-context.js';
import { readOperator } from './read-operator.js';
import { readTensor } from './read-tensor.js';
import { defaultReaderLimits } from './reader-limits.js';
import { VisitBudget } from './visit-budget.js';

function aTableOf<Slots extends Readonly<Record<string, number>>>(
  slots: Slots,
  fill: (table: TableWriter<Slots>, builder: Builder) => void,
): { table: TableView<Slots>; context: ReadContext } {
  const builder = new Builder();
  const writer = new TableWriter(builder, slots);
  fill(writer, builder);
  builder.finish(writer.finish());
  const bytes = builder.asUint8Array();
  const file = new FileView(bytes, new VisitBudget(bytes.length, defaultReaderLimits));
  const operatorCodes = [{ code: 3, version: 1, customCode: undefined }];
  return {
    table: new TableView(file, file.uint32(0, 'table'), slots, 'table'),
    context: { file, limits: defaultReaderLimits, constants: [undefined], operatorCodes },
  };
}

describe('readOperator', () => {
  it('refuses an operator code that the file does not list', () => {
    const { table, context } = aTableOf(tableSlots.operator, (writer) => writer.int32('opcode_index', 1));

    expect(() => readOperator(table, 0, 0, context)).toThrow(
      'table.opcode_index: index 1 names no operator code; the file has 1',
    );
  });

  it('refuses a padding that the schema does not know', () => {
    const { table, context } = aTableOf(tableSlots.operator, (writer, builder) => {
      const options = new TableWriter(builder, { padding: 0 }).int8('padding', 9).finish();
      writer.int8('builtin_options_type', 1).offset('builtin_options', options);
    });

    expect(() => readOperator(table, 0, 0, context)).toThrow(
      'table.builtin_options.padding: value 9 is none of 0 SAME, 1 VALID',
    );
  });

  it("gives the schema's defaults when the file has no options", () => {
    const { table, context } = aTableOf(tableSlots.operator, () => undefined);

    expect(readOperator(table, 0, 0, context).options).toMatchObject({ padding: 'SAME', dilationHFactor: 1 });
  });
});

describe('readTensor', () => {
  it('refuses a buffer that the file does not have', () => {
    const { table, context } = aTableOf(tableSlots.tensor, (writer) => writer.int32('buffer', 7));

    expect(() => readTensor(table, 0, context)).toThrow('table.buffer: index 7 names no buffer');
  });

  it('refuses an element type that the schema does not know', () => {
    const { table, context } = aTableOf(tableSlots.tensor, (writer) => writer.int8('type', 99));

    expect(() => readTensor(table, 0, context)).toThrow('table.type: value 99 is none of 0 FLOAT32');
  });

  it('refuses data in another file', () => {
    const { table, context } = aTableOf(tableSlots.tensor, (writer) => writer.int32('external_buffer', 1));

    expect(() => readTensor(table, 0, context)).toThrow(
      'table.external_buffer: the data lies in another file',
    );
  });
});
