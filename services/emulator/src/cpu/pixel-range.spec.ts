import { describe, expect, it } from 'vitest';
import { pixelRange } from './pixel-range.js';

describe('pixelRange', () => {
  it.each([
    ['bytes as they are', 0, 255, { black: 0, white: 255 }],
    ['a calibration that saw no white', 0, 0.97647 * 255, { black: 0, white: 255 }],
    ['an output that overshoots', -12, 268, { black: 0, white: 255 }],
    ['fractions', 0, 1.003, { black: 0, white: 1 }],
    ['numbers around zero', -1.01, 0.99, { black: -1, white: 1 }],
    ['signed bytes', -128, 127, { black: -128, white: 127 }],
  ])('takes %s for what they are', (_what, lowest, highest, range) => {
    expect(pixelRange(lowest, highest)).toEqual(range);
  });
});
