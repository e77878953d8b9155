import { describe, expect, it } from 'vitest';
import { luma } from './luma.js';
import { plainPicture } from '../testing/formula-picture.js';

describe('luma', () => {
  it.each([
    [[0, 0, 0], 16],
    [[255, 255, 255], 235],
    [[255, 0, 0], 81.481],
    [[0, 255, 0], 144.553],
    [[0, 0, 255], 40.966],
  ] as const)('of %o is %d', (colour, expected) => {
    expect(luma(plainPicture(1, 1, colour))[0]).toBeCloseTo(expected, 9);
  });
});
