import { elementsOf } from '../../graph/shape.js';
import { defineKernel } from '../kernel.js';

export type ConcatenationParameters = {
  readonly axis: number;
  /** 256 bytes per input: how its codes read in the output's quantisation; empty when all agree. */
  readonly tables: Uint8Array;
};

/** Shapes: equal but for the axis. Source: TFLite `reference_ops::Concatenation`, `ConcatenationWithScaling` (uint8). */
export const concatenation = defineKernel<ConcatenationParameters>({
  name: 'concatenation',
  run({ axis, tables }, inputs, [output]) {
    if (output === undefined) return;
    const rows = elementsOf(output.shape.slice(0, axis));
    const outputRow = output.bytes.length / Math.max(1, rows);
    let column = 0;
    inputs.forEach((input, index) => {
      const inputRow = input.bytes.length / Math.max(1, rows);
      const table = tables.length === 0 ? undefined : tables.subarray(index * 256, index * 256 + 256);
      for (let row = 0; row < rows; row++) {
        const from = input.bytes.subarray(row * inputRow, (row + 1) * inputRow);
        const at = row * outputRow + column;
        if (table === undefined) output.bytes.set(from, at);
        else for (let i = 0; i < inputRow; i++) output.bytes[at + i] = table[from[i] as number] as number;
      }
      column += inputRow;
    });
  },
});
