import { describe, expect, it } from 'vitest';
import { balancedOrder } from './balanced-order.js';
import { type FinalRun, finalRows } from './final-rows.js';

const run = (board: string, inferenceUs: number | null, state = 'SUCCEEDED'): FinalRun => ({
  submissionId: 's',
  team: 'alpha',
  board,
  state,
  inferenceUs,
});

describe('a final evaluation', () => {
  it('lets every submission run once per repetition, none of them always first', () => {
    const items = ['a', 'b', 'c'];

    const orders = [0, 1, 2, 3].map((repetition) => balancedOrder(items, 0, repetition));

    for (const order of orders) expect(order.toSorted()).toEqual(items);
    expect(new Set(orders.map(([first]) => first)).size).toBeGreaterThan(1);
  });

  it('counts each board once, by its median', () => {
    const [row] = finalRows([run('x', 10_000), run('x', 12_000), run('x', 11_000), run('y', 20_000)]);

    expect(row).toMatchObject({ npuMs: 15.5, minMs: 10, maxMs: 20, done: 4, failed: 0 });
    expect(row?.boards).toEqual([
      { board: 'x', medianMs: 11, runs: 3 },
      { board: 'y', medianMs: 20, runs: 1 },
    ]);
  });

  it('tells runs that failed and runs that are not over', () => {
    const [row] = finalRows([run('x', null, 'FAILED'), run('x', null, 'ACTIVE')]);

    expect(row).toMatchObject({ done: 1, failed: 1, npuMs: null });
  });
});
