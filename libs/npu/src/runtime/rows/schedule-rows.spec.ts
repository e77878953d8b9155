import { describe, expect, it } from 'vitest';
import type { RowStep } from './row-step.js';
import type { RowTensor } from './row-tensor.js';
import { scheduleRows } from './schedule-rows.js';
import { splitIntoBands } from './split-into-bands.js';
import { rowsOf } from './segment-builder.js';

/** A step whose rows depend on `reach` rows above and below. */
function stepOf(input: RowTensor, output: RowTensor, reach: number, rows = 1): RowStep {
  return {
    code: { key: 'test', build: () => new Uint8Array() },
    inputs: [{ tensor: input, firstRow: (row) => row - reach, lastRow: (row) => row + reach }],
    output,
    rows,
    alignment: 1,
    constants: [],
    scratchBytes: 0,
    argumentWords: () => [],
  };
}

const height = 20;
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => rowsOf(name, height, 8, 4, 0)) as [
  RowTensor,
  RowTensor,
  RowTensor,
  RowTensor,
];
const steps = [stepOf(a, b, 0), stepOf(b, c, 1, 4), stepOf(c, d, 1, 4)];

describe('scheduleRows', () => {
  it('makes every row before the rows that read it', () => {
    const { calls } = scheduleRows(steps, {
      picture: 0,
      results: new Map([[d, { first: 0, end: height }]]),
    });
    const made = new Map<RowTensor, number>([[a, height]]);
    for (const { step, row, end } of calls) {
      const last = Math.min(row + step.rows, end) - 1;
      for (const { tensor, lastRow } of step.inputs) {
        expect(made.get(tensor) ?? 0).toBeGreaterThan(Math.min(lastRow(last), height - 1));
      }
      made.set(step.output, last + 1);
    }

    expect(made.get(d)).toBe(height);
  });

  it('keeps few rows of every tensor alive', () => {
    const { aliveRows } = scheduleRows(steps, {
      picture: 0,
      results: new Map([[d, { first: 0, end: height }]]),
    });

    expect(aliveRows.get(b)).toBeLessThanOrEqual(8);
    expect(aliveRows.get(c)).toBeLessThanOrEqual(12);
  });

  it('makes only the rows that a band depends on', () => {
    const { calls } = scheduleRows(steps, { picture: 0, results: new Map([[d, { first: 8, end: 12 }]]) });
    const firstRows = calls.filter(({ step }) => step.output === b).map(({ row }) => row);

    expect([Math.min(...firstRows), Math.max(...firstRows)]).toEqual([6, 13]);
  });
});

describe('splitIntoBands', () => {
  it.each([1, 2, 3, 7])('covers every row of every picture once with %i threads', (threads) => {
    const bands = splitIntoBands({ steps, results: [d], pictures: 3 }, threads).flat();
    const rows = bands.flatMap(({ picture, results }) => {
      const { first = 0, end = 0 } = results.get(d) ?? {};
      return Array.from({ length: end - first }, (_, row) => picture * height + first + row);
    });

    expect(rows.toSorted((x, y) => x - y)).toEqual(Array.from({ length: 3 * height }, (_, row) => row));
  });
});
