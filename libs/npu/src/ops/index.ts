import { add } from './add/add.js';
import type { OperatorDefinition } from './anatomy/define-operator.js';
import { argMax } from './arg-max/arg-max.js';
import { averagePool2d } from './average-pool-2d/average-pool-2d.js';
import { batchToSpaceNd } from './batch-to-space-nd/batch-to-space-nd.js';
import { broadcastTo } from './broadcast-to/broadcast-to.js';
import { concatenation } from './concatenation/concatenation.js';
import { conv2d } from './conv-2d/conv-2d.js';
import { depthToSpace } from './depth-to-space/depth-to-space.js';
import { depthwiseConv2d } from './depthwise-conv-2d/depthwise-conv-2d.js';
import { dequantize } from './dequantize/dequantize.js';
import { expandDims } from './expand-dims/expand-dims.js';
import { fullyConnected } from './fully-connected/fully-connected.js';
import { gatherNd } from './gather-nd/gather-nd.js';
import { gather } from './gather/gather.js';
import { maxPool2d } from './max-pool-2d/max-pool-2d.js';
import { maximum } from './maximum/maximum.js';
import { mean } from './mean/mean.js';
import { minimum } from './minimum/minimum.js';
import { mirrorPad } from './mirror-pad/mirror-pad.js';
import { pack } from './pack/pack.js';
import { pad } from './pad/pad.js';
import { padv2 } from './padv2/padv2.js';
import { quantize } from './quantize/quantize.js';
import { reduceMax } from './reduce-max/reduce-max.js';
import { relu } from './relu/relu.js';
import { relu6 } from './relu6/relu6.js';
import { reshape } from './reshape/reshape.js';
import { resizeBilinear } from './resize-bilinear/resize-bilinear.js';
import { resizeNearestNeighbor } from './resize-nearest-neighbor/resize-nearest-neighbor.js';
import { shape } from './shape/shape.js';
import { slice } from './slice/slice.js';
import { spaceToBatchNd } from './space-to-batch-nd/space-to-batch-nd.js';
import { spaceToDepth } from './space-to-depth/space-to-depth.js';
import { splitV } from './split-v/split-v.js';
import { split } from './split/split.js';
import { squeeze } from './squeeze/squeeze.js';
import { stridedSlice } from './strided-slice/strided-slice.js';
import { sum } from './sum/sum.js';
import { tile } from './tile/tile.js';
import { transposeConv } from './transpose-conv/transpose-conv.js';
import { transpose } from './transpose/transpose.js';
import { unpack } from './unpack/unpack.js';

/** Every operator that the delegate knows. */
export const operators: readonly OperatorDefinition[] = [
  add,
  argMax,
  averagePool2d,
  batchToSpaceNd,
  broadcastTo,
  concatenation,
  conv2d,
  depthToSpace,
  depthwiseConv2d,
  dequantize,
  expandDims,
  fullyConnected,
  gather,
  gatherNd,
  maxPool2d,
  maximum,
  mean,
  minimum,
  mirrorPad,
  pack,
  pad,
  padv2,
  quantize,
  reduceMax,
  relu,
  relu6,
  reshape,
  resizeBilinear,
  resizeNearestNeighbor,
  shape,
  slice,
  spaceToBatchNd,
  spaceToDepth,
  split,
  splitV,
  squeeze,
  stridedSlice,
  sum,
  tile,
  transpose,
  transposeConv,
  unpack,
];

const byBuiltin: ReadonlyMap<string, OperatorDefinition> = new Map(
  operators.map((definition) => [definition.builtin, definition]),
);

export function findOperator(builtin: string): OperatorDefinition | undefined {
  return byBuiltin.get(builtin);
}
