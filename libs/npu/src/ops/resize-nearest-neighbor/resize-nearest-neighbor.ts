import { outputOf } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { resizeNearest } from '../../kernels/reference/resize-nearest.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { prepareResize } from '../anatomy/prepare-resize.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { nearestOnShader } from '../anatomy/resize-on-shader.rule.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

export const resizeNearestNeighbor = defineOperator<'RESIZE_NEAREST_NEIGHBOR'>({
  builtin: 'RESIZE_NEAREST_NEIGHBOR',
  source: 'TFLite kernels/resize_nearest_neighbor.cc; reference_ops::ResizeNearestNeighbor',
  types: eightBit,
  constants: [1],
  prepare(op) {
    requireSameType(op);
    return prepareResize(op);
  },
  rules: [nearestOnShader, sameQuantization('warn')],
  engine: () => 'ppu',
  cost: (op) => ({ kind: 'resize', method: 'nearest', elements: elementsOf(outputOf(op).shape) }),
  lower(op) {
    const { alignCorners, halfPixelCenters } = op.options;
    return lowerTo(resizeNearest, { alignCorners, halfPixelCenters }, [0]);
  },
});
