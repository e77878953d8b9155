import { add } from './add/add.js';
import type { OperatorDefinition } from './anatomy/define-operator.js';
import { concatenation } from './concatenation/concatenation.js';
import { conv2d } from './conv-2d/conv-2d.js';
import { depthToSpace } from './depth-to-space/depth-to-space.js';
import { dequantize } from './dequantize/dequantize.js';
import { maximum } from './maximum/maximum.js';
import { minimum } from './minimum/minimum.js';
import { quantize } from './quantize/quantize.js';
import { relu } from './relu/relu.js';
import { relu6 } from './relu6/relu6.js';
import { reshape } from './reshape/reshape.js';
import { resizeNearestNeighbor } from './resize-nearest-neighbor/resize-nearest-neighbor.js';
import { spaceToDepth } from './space-to-depth/space-to-depth.js';

/** Every operator that the delegate knows. */
export const operators: readonly OperatorDefinition[] = [
  add,
  concatenation,
  conv2d,
  depthToSpace,
  dequantize,
  maximum,
  minimum,
  quantize,
  relu,
  relu6,
  reshape,
  resizeNearestNeighbor,
  spaceToDepth,
];

const byBuiltin: ReadonlyMap<string, OperatorDefinition> = new Map(
  operators.map((definition) => [definition.builtin, definition]),
);

export function findOperator(builtin: string): OperatorDefinition | undefined {
  return byBuiltin.get(builtin);
}
