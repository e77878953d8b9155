/** Elements of a shape: 1 for a scalar. Exact as long as the result is a safe integer. */
export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** `[1,360,640,3]` as text. */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}

/** A shape as batch, height, width, channels; shapes of lower rank are padded with ones in front. */
export function asNhwc(shape: readonly number[]): readonly [number, number, number, number] {
  const padded = [1, 1, 1, 1, ...shape].slice(-4);
  return [padded[0] ?? 1, padded[1] ?? 1, padded[2] ?? 1, padded[3] ?? 1];
}

/**
 * The shape that two operands broadcast to, by NumPy's rule; `undefined` when they do not fit.
 */
export function broadcastShape(a: readonly number[], b: readonly number[]): readonly number[] | undefined {
  const rank = Math.max(a.length, b.length);
  const result: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const left = a[a.length - rank + axis] ?? 1;
    const right = b[b.length - rank + axis] ?? 1;
    if (left !== right && left !== 1 && right !== 1) return undefined;
    result.push(left === 1 ? right : left);
  }
  return result;
}
