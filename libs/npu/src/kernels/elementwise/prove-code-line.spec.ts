import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proveCodeLine, type CodeLine } from './prove-code-line.js';

const bounded = (value: number): number => Math.max(-128, Math.min(127, value));
const tableOf = (resultOf: (code: number) => number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, index) => bounded(resultOf((index << 24) >> 24)));

function evaluate({ factor, offset, shift, minimum, maximum }: CodeLine, code: number): number {
  return Math.max(minimum, Math.min(maximum, (code * factor + offset) >> shift));
}

describe('proveCodeLine', () => {
  it('gives the table’s result for every code, or nothing', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -4, max: 4, noNaN: true }),
        fc.double({ min: -200, max: 200, noNaN: true }),
        (slope, offset) => {
          const table = tableOf((code) => Math.round(code * slope + offset));
          const line = proveCodeLine(table);
          if (line === undefined) return;
          for (let code = -128; code < 128; code++) {
            expect(evaluate(line, code) & 255).toBe(table[code & 255]);
          }
        },
      ),
    );
  });

  it('finds the line of a rescaling to other scales', () => {
    const scales = [0.31, 0.71, 0.95, 1.0483, 1.06, 1.9];
    const tables = scales.map((scale) => tableOf((code) => Math.round((code + 17) * scale) - 30));

    expect(tables.map((table) => proveCodeLine(table) !== undefined)).toEqual(scales.map(() => true));
  });

  it('finds none for a curve', () => {
    expect(proveCodeLine(tableOf((code) => 100 / (1 + Math.exp(-code / 20))))).toBeUndefined();
  });
});
