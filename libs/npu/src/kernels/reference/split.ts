import { elementsOf } from '../../graph/shape.js';
import { defineKernel } from '../kernel.js';

export type SplitParameters = { readonly axis: number };

/** Cuts a tensor along one axis into its outputs, the inverse of a concatenation. Source: TFLite `reference_ops::Split`. */
export const split = defineKernel<SplitParameters>({
  name: 'split',
  run({ axis }, [input], outputs) {
    if (input === undefined) return;
    const rows = Math.max(1, elementsOf(input.shape.slice(0, axis)));
    const inputRow = input.bytes.length / rows;
    let column = 0;
    for (const output of outputs) {
      const outputRow = output.bytes.length / rows;
      for (let row = 0; row < rows; row++) {
        const from = row * inputRow + column;
        output.bytes.set(input.bytes.subarray(from, from + outputRow), row * outputRow);
      }
      column += outputRow;
    }
  },
});
