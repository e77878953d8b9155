import fc from 'fast-check';
import { coordinatesOf, elementAt } from './coordinates.js';

/** Small int8 tensors with axes to reduce, some counted from the end. */
export const aReduction = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
  .chain((shape) => {
    const length = shape.reduce((product, size) => product * size, 1);
    return fc.record({
      shape: fc.constant(shape),
      values: fc.array(fc.integer({ min: -128, max: 127 }), { minLength: length, maxLength: length }),
      axes: fc.array(fc.integer({ min: -shape.length, max: shape.length - 1 }), {
        minLength: 1,
        maxLength: 3,
      }),
      keepDims: fc.boolean(),
    });
  });

/** The codes that count towards each element of the result, in the result's order. */
export function reducedCodes(
  shape: readonly number[],
  values: readonly number[],
  axes: readonly number[],
): readonly (readonly number[])[] {
  const isReduced = (axis: number): boolean => axes.includes(axis) || axes.includes(axis - shape.length);
  const kept = shape.map((size, axis) => (isReduced(axis) ? 1 : size));
  const inside = shape.map((size, axis) => (isReduced(axis) ? size : 1));
  return coordinatesOf(kept).map((base) =>
    coordinatesOf(inside).map(
      (offset) =>
        elementAt(
          values,
          shape,
          base.map((index, axis) => index + (offset[axis] ?? 0)),
        ) ?? NaN,
    ),
  );
}
