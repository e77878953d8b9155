import type { LookupParameters } from '../../kernels/reference/lookup.js';
import { lookupCode } from '../../kernels/elementwise/lookup.js';
import { sameRow, type RowStep } from '../rows/row-step.js';
import { pixelBytes, type RowTensor } from '../rows/row-tensor.js';
import { flipOf } from '../rows/segment-builder.js';
import { defineLowering } from './lower-operation.js';

/** One table for all codes; a table that changes nothing takes no step. */
export const lookup = defineLowering({
  kernel: 'lookup',
  lower({ inputs: [input], outputs: [output], parameters }, { builder }) {
    if (input === undefined || output === undefined) return false;
    const { table } = parameters as unknown as LookupParameters;
    const rowsTable = tableOfRows(table, flipOf(builder.tensor(input)), flipOf(builder.tensor(output)));
    if (rowsTable.every((result, code) => result === code)) {
      builder.alias(output, input);
      return true;
    }
    builder.steps.push(lookupStep(builder.read(input), builder.define(output), rowsTable));
    return true;
  },
});

/** A table between codes as rows hold them. */
export function tableOfRows(table: Uint8Array, flipInput: number, flipOutput: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => (table[code ^ flipInput] as number) ^ flipOutput);
}

export function lookupStep(input: RowTensor, output: RowTensor, table: Uint8Array): RowStep {
  return {
    code: lookupCode,
    inputs: [sameRow(input)],
    output,
    rows: 1,
    alignment: 1,
    constants: [table],
    scratchBytes: 0,
    argumentWords: (call) => [
      call.input(0, call.row),
      call.output(call.row),
      output.geometry.width * pixelBytes(output),
      call.constant(0),
    ],
  };
}
