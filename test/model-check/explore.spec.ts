import { describe, expect, it } from 'vitest';
import { explore, type Model } from './explore.js';

/** Counts from 0 by 1 or 2 up to `top`, which is the end. */
function counter(top: number, changes: Partial<Model<number>> = {}): Model<number> {
  return {
    initial: 0,
    keyOf: String,
    next: (state) =>
      [1, 2].filter((by) => state + by <= top).map((by) => ({ name: `+${by}`, to: state + by })),
    flawOf: () => undefined,
    isEnd: (state) => state === top,
    ...changes,
  };
}

describe('the explorer', () => {
  it('visits every state once', () => {
    expect(explore(counter(10), 100)).toEqual({
      states: 11,
      transitions: 19,
      depth: 5,
      violation: undefined,
    });
  });

  it('shows the shortest way to a wrong state', () => {
    const model = counter(10, { flawOf: (state) => (state === 5 ? 'five' : undefined) });

    expect(explore(model, 100).violation).toEqual({ flaw: 'five', trace: ['+1', '+2', '+2'] });
  });

  it('shows a step that is wrong by itself', () => {
    const model = counter(4, {
      next: (state) => [{ name: '+1', to: state + 1, ...(state === 2 ? { breaks: 'two to three' } : {}) }],
    });

    expect(explore(model, 100).violation).toEqual({ flaw: 'two to three', trace: ['+1', '+1', '+1'] });
  });

  it('shows a state from which nothing leads to an end', () => {
    const model = counter(10, { isEnd: (state) => state === 9 });

    expect(explore(model, 100).violation?.flaw).toBe('without faults it can never come to an end');
    expect(explore(model, 100).violation?.trace).toHaveLength(5);
  });

  it('does not count on a fault to come to an end', () => {
    const model = counter(3, {
      next: (state) => (state < 3 ? [{ name: '+1', to: state + 1, fault: state === 1 }] : []),
    });

    expect(explore(model, 100).violation?.trace).toEqual([]);
  });

  it('refuses a model that is larger than it may be', () => {
    expect(() => explore(counter(10), 10)).toThrow('More than 10 states');
  });
});
