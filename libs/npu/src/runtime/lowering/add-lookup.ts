import { channelLookupCode, lookupCode } from '../../kernels/elementwise/lookup.js';
import { sameRow, type RowStep } from '../rows/row-step.js';
import { pixelBytes, type RowTensor } from '../rows/row-tensor.js';
import type { SegmentBuilder } from '../rows/segment-builder.js';

/** Channels up to which every channel has its own table. */
const mostChannels = 256;

/**
 * Adds the step of a function of one code, as one table or one per channel, in codes as rows hold them.
 *
 * Tables that change nothing take no step; says false when there are too many channels.
 */
export function addLookup(
  builder: SegmentBuilder,
  tables: Uint8Array,
  channels: number,
  input: number,
  output: number,
): boolean {
  const first = tables.subarray(0, 256);
  const isOne = tables.every((result, index) => result === first[index & 255]);
  if (isOne && first.every((result, code) => result === code)) {
    builder.alias(output, input);
    return true;
  }
  if (!isOne && channels > mostChannels) return false;
  if (isOne && builder.composeTable(input, first, output)) return true;
  const source = builder.read(input);
  builder.addTableStep(output, isOne ? first : padTables(builder, tables, output), (target, table) =>
    isOne ? lookupStep(source, target, table) : channelLookupStep(source, target, table),
  );
  return true;
}

/** Tables for the channels that only fill up a pixel, too. */
function padTables(builder: SegmentBuilder, tables: Uint8Array, output: number): Uint8Array {
  const padded = new Uint8Array(256 * pixelBytes(builder.newRows(output, 0)));
  padded.set(tables);
  return padded;
}

export function lookupStep(input: RowTensor, output: RowTensor, table: Uint8Array): RowStep {
  return {
    code: lookupCode,
    inputs: [sameRow(input)],
    output,
    rows: 1,
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

function channelLookupStep(input: RowTensor, output: RowTensor, tables: Uint8Array): RowStep {
  return { ...lookupStep(input, output, tables), code: channelLookupCode(pixelBytes(output)) };
}
