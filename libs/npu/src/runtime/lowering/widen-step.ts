import { widenCode } from '../../kernels/direct/widen.js';
import { sameRow, type RowStep } from '../rows/row-step.js';
import { leadBytes, pixelBytes, type RowTensor } from '../rows/row-tensor.js';

/** Rows of 16-bit integers that share the geometry of rows of bytes. */
export function widened(tensor: RowTensor): RowTensor {
  return { ...tensor, name: `${tensor.name} widened`, elementBytes: 2 };
}

/** The step that widens rows, borders included. */
export function widenStep(input: RowTensor, output: RowTensor): RowStep {
  return {
    code: widenCode,
    inputs: [sameRow(input)],
    output,
    rows: 1,
    constants: [],
    scratchBytes: 0,
    argumentWords(call) {
      const { lead, width, trail } = input.geometry;
      return [
        call.input(0, call.row) - leadBytes(input),
        call.output(call.row) - leadBytes(output),
        Math.ceil(((lead + width + trail) * pixelBytes(input)) / 16) * 16,
      ];
    },
  };
}
