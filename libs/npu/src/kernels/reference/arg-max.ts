import { defineKernel } from '../kernel.js';

export type ArgMaxParameters = {
  /** The input as [rows, axis, columns]. */
  readonly rows: number;
  readonly axisSize: number;
  readonly columns: number;
};

/** Position of the first largest code along an axis, as INT32 or INT64. Source: TFLite `reference_ops::ArgMinMax`. */
export const argMax = defineKernel<ArgMaxParameters>({
  name: 'arg-max',
  run({ rows, axisSize, columns }, [input], [output]) {
    if (input === undefined || output === undefined) return;
    const { bytes, type } = output;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        let best = 0;
        let largest = -Infinity;
        for (let i = 0; i < axisSize; i++) {
          const code = input.codes[(row * axisSize + i) * columns + column] as number;
          if (code <= largest) continue;
          largest = code;
          best = i;
        }
        const at = row * columns + column;
        if (type === 'INT64') view.setBigInt64(at * 8, BigInt(best), true);
        else view.setInt32(at * 4, best, true);
      }
    }
  },
});
