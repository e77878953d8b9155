import { pairLookupCode } from '../../kernels/elementwise/pair-lookup.js';
import { sameRow, type RowStep } from '../rows/row-step.js';
import { pixelBytes, type RowTensor } from '../rows/row-tensor.js';

/** The step of a function of two codes; `table[left × 256 + right]`, all in codes as rows hold them. */
export function pairLookupStep(
  [left, right]: readonly [RowTensor, RowTensor],
  output: RowTensor,
  table: Uint8Array,
): RowStep {
  return {
    code: pairLookupCode,
    inputs: [sameRow(left), sameRow(right)],
    output,
    rows: 1,
    constants: [table],
    scratchBytes: 0,
    argumentWords: (call) => [
      call.input(0, call.row),
      call.input(1, call.row),
      call.output(call.row),
      output.geometry.width * pixelBytes(output),
      call.constant(0),
    ],
  };
}
