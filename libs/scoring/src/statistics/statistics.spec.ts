import { describe, expect, it } from 'vitest';
import { meanAbsoluteDeviation } from './mean-absolute-deviation.js';
import { median } from './median.js';
import { percentile } from './percentile.js';
import { rankCorrelation } from './rank-correlation.js';

describe('median', () => {
  it('is the middle value whatever the order, and leaves the values as they were', () => {
    const values = [9, 1, 10];

    expect(median(values)).toBe(9);
    expect(values).toEqual([9, 1, 10]);
  });

  it('of an even number of values lies between the middle two', () => {
    expect(median([4, 1, 2, 10])).toBe(3);
  });
});

describe('percentile', () => {
  it.each([
    [0, 1],
    [25, 1.75],
    [90, 3.7],
    [100, 4],
  ])('%d of 1, 2, 3, 4 is %d', (percent, expected) => {
    expect(percentile([4, 3, 2, 1], percent)).toBeCloseTo(expected, 12);
  });

  it('refuses an empty list and a percentage beyond 100', () => {
    expect(() => percentile([], 50)).toThrow('at least one value');
    expect(() => percentile([1], 101)).toThrow('not at 101');
  });
});

describe('meanAbsoluteDeviation', () => {
  it('is the mean distance from the mean', () => {
    expect(meanAbsoluteDeviation([2, 2, 4, 8])).toBe(2);
  });

  it('is zero for equal values', () => {
    expect(meanAbsoluteDeviation([3, 3, 3])).toBe(0);
  });
});

describe('rankCorrelation', () => {
  it('is 1 for any rising relation and -1 for any falling one', () => {
    expect(rankCorrelation([1, 2, 3, 4], [1, 10, 100, 1000])).toBeCloseTo(1, 12);
    expect(rankCorrelation([1, 2, 3, 4], [9, 3, 2, -5])).toBeCloseTo(-1, 12);
  });

  it('gives equal values the mean of their ranks', () => {
    expect(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
  });

  it('is undefined when one series is constant', () => {
    expect(rankCorrelation([1, 2], [5, 5])).toBeUndefined();
  });

  it('refuses series of different lengths', () => {
    expect(() => rankCorrelation([1, 2], [1, 2, 3])).toThrow('not 2 and 3');
  });
});
