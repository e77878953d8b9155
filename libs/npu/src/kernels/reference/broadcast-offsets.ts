/**
 * For every element of the result, in order, the element of the operand that it reads, by NumPy's broadcasting.
 *
 * Calls `visit(a, b, position)`; strides of broadcast axes are zero.
 */
export function forEachBroadcast(
  shapeA: readonly number[],
  shapeB: readonly number[],
  shape: readonly number[],
  visit: (a: number, b: number, position: number) => void,
): void {
  const rank = shape.length;
  const stridesA = broadcastStrides(shapeA, rank);
  const stridesB = broadcastStrides(shapeB, rank);
  const counters = Array.from({ length: rank }, () => 0);
  const total = shape.reduce((product, size) => product * size, 1);
  let a = 0;
  let b = 0;
  for (let position = 0; position < total; position++) {
    visit(a, b, position);
    for (let axis = rank - 1; axis >= 0; axis--) {
      const size = shape[axis] as number;
      a += stridesA[axis] as number;
      b += stridesB[axis] as number;
      counters[axis] = (counters[axis] as number) + 1;
      if ((counters[axis] as number) < size) break;
      counters[axis] = 0;
      a -= size * (stridesA[axis] as number);
      b -= size * (stridesB[axis] as number);
    }
  }
}

function broadcastStrides(shape: readonly number[], rank: number): readonly number[] {
  const strides = Array.from({ length: rank }, () => 0);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] as number;
    if (size !== 1) strides[rank - shape.length + axis] = stride;
    stride *= size;
  }
  return strides;
}
