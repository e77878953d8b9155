/** Every coordinate of a shape, in memory order. */
export function coordinatesOf(shape: readonly number[]): readonly (readonly number[])[] {
  return shape.reduce<readonly (readonly number[])[]>(
    (prefixes, size) => prefixes.flatMap((prefix) => Array.from({ length: size }, (_, i) => [...prefix, i])),
    [[]],
  );
}

/** The element of a dense tensor at a coordinate. */
export function elementAt(
  values: readonly number[],
  shape: readonly number[],
  coordinate: readonly number[],
): number | undefined {
  const position = coordinate.reduce((at, index, axis) => at * (shape[axis] ?? 0) + index, 0);
  return values[position];
}

/** `0, 1, 2 …` wrapped into int8: distinct elements for moves. */
export function countingCodes(shape: readonly number[]): readonly number[] {
  return coordinatesOf(shape).map((_, i) => ((i + 128) % 256) - 128);
}
