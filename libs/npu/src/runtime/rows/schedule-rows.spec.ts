import { describe, expect, it } from 'vitest';
import type { RowStep } from './row-step.js';
import type { RowTensor } from './row-tensor.js';
import { type Band, scheduleRows } from './schedule-rows.js';
import { splitIntoRegions } from './split-into-regions.js';
import { rowsOf } from './segment-builder.js';

/** A step whose rows depend on `reach` rows above and below. */
function stepOf(input: RowTensor, output: RowTensor, reach: number, rows = 1): RowStep {
  return {
    code: { key: 'test', build: () => new Uint8Array() },
    inputs: [{ tensor: input, firstRow: (row) => row - reach, lastRow: (row) => row + reach }],
    output,
    rows,
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

const piecesOf = (cuts: readonly number[]): Band => ({
  picture: 0,
  pieces: cuts.slice(1).map((end, index) => new Map([[d, { first: cuts[index] ?? 0, end }]])),
});

describe.each(['down', 'up'] as const)('scheduleRows, walking %s', (direction) => {
  it.each([[[0, height]], [[0, 5, 6, 11, height]]])(
    'has every row that a call reads in the place of its ring, with pieces cut at %j',
    (cuts) => {
      const { pieces, aliveRows } = scheduleRows(steps, piecesOf(cuts), direction);
      const places = new Map([b, c, d].map((tensor) => [tensor, new Map<number, number>()]));
      const placeOf = (tensor: RowTensor, row: number): number => row % (aliveRows.get(tensor) ?? 1);
      for (const { step, row, wanted } of pieces.flat()) {
        const first = Math.max(row, wanted.first);
        const last = Math.min(row + step.rows, wanted.end) - 1;
        for (const { tensor, firstRow, lastRow } of step.inputs.filter((input) => input.tensor !== a)) {
          for (let y = Math.max(0, firstRow(first)); y <= Math.min(lastRow(last), height - 1); y += 1) {
            expect(places.get(tensor)?.get(placeOf(tensor, y))).toBe(y);
          }
        }
        for (let y = first; y <= last; y += 1) places.get(step.output)?.set(placeOf(step.output, y), y);
      }

      expect(pieces).toHaveLength(cuts.length - 1);
    },
  );

  it('finishes its pieces one after the other', () => {
    const cuts = [0, 8, 12, height];
    const { pieces } = scheduleRows(steps, piecesOf(cuts), direction);

    const results = pieces.map((calls) =>
      calls.filter(({ step }) => step.output === d).map(({ row }) => row),
    );
    const downwards = [[0, 4], [8], [12, 16]];
    expect(results).toEqual(
      direction === 'down' ? downwards : downwards.toReversed().map((rows) => rows.toReversed()),
    );
  });

  it('keeps few rows of every tensor alive', () => {
    const { aliveRows } = scheduleRows(steps, piecesOf([0, height]), direction);

    expect(aliveRows.get(b)).toBeLessThanOrEqual(8);
    expect(aliveRows.get(c)).toBeLessThanOrEqual(12);
  });

  it('makes only the rows that a band depends on', () => {
    const { pieces } = scheduleRows(steps, piecesOf([8, 12]), direction);
    const rows = pieces
      .flat()
      .filter(({ step }) => step.output === b)
      .map(({ row }) => row);

    expect([Math.min(...rows), Math.max(...rows)]).toEqual([6, 13]);
  });
});

describe('two threads that walk towards each other', () => {
  it.each([0, 1, 2, 3, 4])(
    'have made every row together when the first has claimed %i of four pieces',
    (claimed) => {
      const band = piecesOf([0, 5, 6, 11, height]);
      const down = scheduleRows(steps, band, 'down').pieces.slice(0, claimed);
      const up = scheduleRows(steps, band, 'up').pieces.slice(0, 4 - claimed);

      const results = [...down, ...up].flat().filter(({ step }) => step.output === d);
      const made = new Set(
        results.flatMap(({ step, row, wanted }) =>
          Array.from({ length: step.rows }, (_, line) => row + line).filter(
            (y) => y >= wanted.first && y < wanted.end,
          ),
        ),
      );
      expect(made.size).toBe(height);
    },
  );
});

describe('splitIntoRegions', () => {
  it.each([1, 2, 3, 7])('covers every row of every picture once with %i threads', (threads) => {
    const regions = splitIntoRegions({ steps, results: [d], pictures: 3 }, threads);
    const rows = regions
      .flatMap(({ bands }) => bands)
      .flatMap(({ picture, pieces }) =>
        pieces.flatMap((piece) => {
          const { first = 0, end = 0 } = piece.get(d) ?? {};
          return Array.from({ length: end - first }, (_, row) => picture * height + first + row);
        }),
      );

    expect(rows).toEqual(Array.from({ length: 3 * height }, (_, row) => row));
    expect(regions.reduce((sum, region) => sum + region.threads, 0)).toBe(threads);
  });

  it('leaves threads out that would have no rows', () => {
    const one = rowsOf('one', 1, 8, 4, 0);

    const regions = splitIntoRegions({ steps: [], results: [one], pictures: 1 }, 4);

    expect(regions.map(({ threads }) => threads)).toEqual([1]);
  });
});
