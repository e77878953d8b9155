import { type Values, valuesOf } from './values.js';

const size = 12;

/** A patch of a picture, 0 to 255, over which the ranges of activations are taken: ramps, an edge and a texture. */
export function calibrationPatch(): Values {
  return valuesOf(size, size, 3, (row, column, channel) => {
    const ramp = (255 * (row + column)) / (2 * size - 2);
    const texture = 60 * Math.sin(1.7 * row + 2.3 * column + channel);
    const edge = column > row + channel ? 90 : -60;
    return Math.max(0, Math.min(255, ramp + texture + edge));
  });
}
