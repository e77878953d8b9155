import { clamp } from '../reference/clamp.js';

/** `clamp((left × leftFactor + right × rightFactor + offset) >> shift)` in 32-bit integers. */
export interface WeightedSum {
  readonly leftFactor: number;
  readonly rightFactor: number;
  readonly offset: number;
  readonly shift: number;
  readonly minimum: number;
  readonly maximum: number;
}

const neighbours = [0, -1, 1];
const largestShift = 24;

/**
 * A weighted sum that gives a table's result for every pair of signed codes, found next to real factors;
 * `undefined` when there is none.
 *
 * `table[left × 256 + right]` with codes as unsigned bytes; all of its 65,536 results are compared.
 */
export function proveWeightedSum(
  table: Uint8Array,
  factors: { readonly left: number; readonly right: number; readonly offset: number },
): WeightedSum | undefined {
  const results = new Int8Array(table.buffer, table.byteOffset, table.length);
  const minimum = results.reduce((least, code) => Math.min(least, code), 127);
  const maximum = results.reduce((most, code) => Math.max(most, code), -128);
  const range = 128 * (Math.abs(factors.left) + Math.abs(factors.right)) + Math.abs(factors.offset) + 1;
  const shift = Math.min(largestShift, Math.floor(Math.log2(2 ** 31 / range)));
  if (shift < 8) return undefined;
  const scale = 2 ** shift;
  for (const left of neighbours) {
    for (const right of neighbours) {
      for (const down of [0, -1, 1, -8, 8]) {
        const candidate = {
          leftFactor: Math.round(factors.left * scale) + left,
          rightFactor: Math.round(factors.right * scale) + right,
          offset: Math.round(factors.offset * scale) + scale / 2 + down,
          shift,
          minimum,
          maximum,
        };
        if (givesTable(candidate, results)) return candidate;
      }
    }
  }
  return undefined;
}

function givesTable(sum: WeightedSum, results: Int8Array): boolean {
  const { leftFactor, rightFactor, offset, shift, minimum, maximum } = sum;
  for (let left = -128; left < 128; left++) {
    for (let right = -128; right < 128; right++) {
      const total = left * leftFactor + right * rightFactor + offset;
      if (total >= 2 ** 31 || total < -(2 ** 31)) return false;
      const code = clamp(total >> shift, minimum, maximum);
      if (code !== results[(left & 255) * 256 + (right & 255)]) return false;
    }
  }
  return true;
}
