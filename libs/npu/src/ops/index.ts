import { abs } from './abs/abs.js';
import { add } from './add/add.js';
import type { OperatorDefinition } from './anatomy/define-operator.js';
import { argMax } from './arg-max/arg-max.js';
import { averagePool2d } from './average-pool-2d/average-pool-2d.js';
import { batchToSpaceNd } from './batch-to-space-nd/batch-to-space-nd.js';
import { broadcastTo } from './broadcast-to/broadcast-to.js';
import { cast } from './cast/cast.js';
import { concatenation } from './concatenation/concatenation.js';
import { conv2d } from './conv-2d/conv-2d.js';
import { depthToSpace } from './depth-to-space/depth-to-space.js';
import { depthwiseConv2d } from './depthwise-conv-2d/depthwise-conv-2d.js';
import { dequantize } from './dequantize/dequantize.js';
import { div } from './div/div.js';
import { expandDims } from './expand-dims/expand-dims.js';
import { fullyConnected } from './fully-connected/fully-connected.js';
import { gatherNd } from './gather-nd/gather-nd.js';
import { gather } from './gather/gather.js';
import { gelu } from './gelu/gelu.js';
import { greater } from './greater/greater.js';
import { hardSwish } from './hard-swish/hard-swish.js';
import { leakyRelu } from './leaky-relu/leaky-relu.js';
import { logistic } from './logistic/logistic.js';
import { maxPool2d } from './max-pool-2d/max-pool-2d.js';
import { maximum } from './maximum/maximum.js';
import { mean } from './mean/mean.js';
import { minimum } from './minimum/minimum.js';
import { mirrorPad } from './mirror-pad/mirror-pad.js';
import { mul } from './mul/mul.js';
import { neg } from './neg/neg.js';
import { pack } from './pack/pack.js';
import { pad } from './pad/pad.js';
import { padv2 } from './padv2/padv2.js';
import { prelu } from './prelu/prelu.js';
import { quantize } from './quantize/quantize.js';
import { reduceMax } from './reduce-max/reduce-max.js';
import { relu0To1 } from './relu-0-to-1/relu-0-to-1.js';
import { reluN1To1 } from './relu-n1-to-1/relu-n1-to-1.js';
import { relu } from './relu/relu.js';
import { relu6 } from './relu6/relu6.js';
import { reshape } from './reshape/reshape.js';
import { resizeBilinear } from './resize-bilinear/resize-bilinear.js';
import { resizeNearestNeighbor } from './resize-nearest-neighbor/resize-nearest-neighbor.js';
import { selectV2 } from './select-v2/select-v2.js';
import { select } from './select/select.js';
import { shape } from './shape/shape.js';
import { slice } from './slice/slice.js';
import { softmax } from './softmax/softmax.js';
import { spaceToBatchNd } from './space-to-batch-nd/space-to-batch-nd.js';
import { spaceToDepth } from './space-to-depth/space-to-depth.js';
import { splitV } from './split-v/split-v.js';
import { split } from './split/split.js';
import { squaredDifference } from './squared-difference/squared-difference.js';
import { squeeze } from './squeeze/squeeze.js';
import { stridedSlice } from './strided-slice/strided-slice.js';
import { sub } from './sub/sub.js';
import { sum } from './sum/sum.js';
import { tanh } from './tanh/tanh.js';
import { tile } from './tile/tile.js';
import { transposeConv } from './transpose-conv/transpose-conv.js';
import { transpose } from './transpose/transpose.js';
import { unpack } from './unpack/unpack.js';

/** Every operator that the delegate knows. */
export const operators: readonly OperatorDefinition[] = [
  abs,
  add,
  argMax,
  averagePool2d,
  batchToSpaceNd,
  broadcastTo,
  cast,
  concatenation,
  conv2d,
  depthToSpace,
  depthwiseConv2d,
  dequantize,
  div,
  expandDims,
  fullyConnected,
  gather,
  gatherNd,
  gelu,
  greater,
  hardSwish,
  leakyRelu,
  logistic,
  maxPool2d,
  maximum,
  mean,
  minimum,
  mirrorPad,
  mul,
  neg,
  pack,
  pad,
  padv2,
  prelu,
  quantize,
  reduceMax,
  relu,
  relu0To1,
  relu6,
  reluN1To1,
  reshape,
  resizeBilinear,
  resizeNearestNeighbor,
  select,
  selectV2,
  shape,
  slice,
  softmax,
  spaceToBatchNd,
  spaceToDepth,
  split,
  splitV,
  squaredDifference,
  squeeze,
  stridedSlice,
  sub,
  sum,
  tanh,
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
