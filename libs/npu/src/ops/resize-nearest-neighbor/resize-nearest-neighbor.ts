import { outputOf } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { resizeNearest } from '../../kernels/reference/resize-nearest.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { prepareResize } from '../anatomy/prepare-resize.js';
import { resizeOnShader } from '../anatomy/resize-on-shader.rule.js';

export const resizeNearestNeighbor = defineOperator({
  builtin: 'RESIZE_NEAREST_NEIGHBOR',
  source: 'TFLite kernels/resize_nearest_neighbor.cc; reference_ops::ResizeNearestNeighbor',
  types: eightBit,
  constants: [1],
  prepare: prepareResize,
  rules: [resizeOnShader],
  engine: () => 'ppu',
  cost: (op) => ({ kind: 'resize', method: 'nearest', elements: elementsOf(outputOf(op).shape) }),
  lower(op) {
    const { alignCorners, halfPixelCenters } = op.options;
    return lowerTo(resizeNearest, { alignCorners, halfPixelCenters }, [0]);
  },
});
