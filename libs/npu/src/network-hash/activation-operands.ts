/** Operands that only say how large a tensor is. They change with the picture, not with the network. */
const shapeOperands: Readonly<Record<string, readonly number[]>> = {
  RESHAPE: [1],
  RESIZE_BILINEAR: [1],
  RESIZE_NEAREST_NEIGHBOR: [1],
  TRANSPOSE_CONV: [0],
  SLICE: [1, 2],
  STRIDED_SLICE: [1, 2],
  BROADCAST_TO: [1],
  TILE: [1],
  FILL: [0],
};

/** Operands that carry a bias, whose bytes follow from the scales of activations. */
const biasOperands: Readonly<Record<string, number>> = {
  CONV_2D: 2,
  DEPTHWISE_CONV_2D: 2,
  FULLY_CONNECTED: 2,
  TRANSPOSE_CONV: 3,
};

/** Operators whose constants are stored at the scale of their activations, so that the bytes change with it. */
const sharedScale: ReadonlySet<string> = new Set([
  'MINIMUM',
  'MAXIMUM',
  'CONCATENATION',
  'PACK',
  'PADV2',
  'SELECT',
  'SELECT_V2',
]);

/** Whether a constant operand says nothing about the network itself: a shape, a bias, or a value at an activation's scale. */
export function isOutsideNetwork(builtin: string, position: number): boolean {
  return (
    shapeOperands[builtin]?.includes(position) === true ||
    biasOperands[builtin] === position ||
    sharedScale.has(builtin)
  );
}
