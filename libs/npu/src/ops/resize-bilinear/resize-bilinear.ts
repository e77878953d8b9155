import { inputOf, outputOf } from '../../graph/operator-view.js';
import { asNhwc, elementsOf } from '../../graph/shape.js';
import { bilinearPosition, bilinearStep } from '../../kernels/reference/bilinear-position.js';
import { resizeBilinearFloat } from '../../kernels/reference/resize-bilinear-float.js';
import { resizeBilinear as kernel } from '../../kernels/reference/resize-bilinear.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { defineRule } from '../anatomy/define-rule.js';
import { prepareResize } from '../anatomy/prepare-resize.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { bilinearOnShader } from '../anatomy/resize-on-shader.rule.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

/** TFLite's 10-bit steps add up to positions past the last pixel of strong enlargements, and it reads there. */
const insidePicture = defineRule<'RESIZE_BILINEAR'>({
  id: 'resize.bilinear-factor',
  rule: 'The rounded steps of a bilinear resize end inside the picture.',
  effect: 'refuse',
  hint: 'Enlarge by a smaller factor, or in two steps: at this factor TFLite itself reads outside the picture.',
  check(op) {
    const [, height, width] = asNhwc(inputOf(op, 0).shape);
    const [, outHeight, outWidth] = asNhwc(outputOf(op).shape);
    const { alignCorners, halfPixelCenters } = op.options;
    const isInside = (from: number, to: number): boolean => {
      const step = bilinearStep(from, to, alignCorners);
      return (
        bilinearPosition(to - 1, step, from, halfPixelCenters).lower < from &&
        Math.max(from * 1024, to * step) < 2 ** 31
      );
    };
    if (isInside(height, outHeight) && isInside(width, outWidth)) return undefined;
    return { detail: `${height}x${width} to ${outHeight}x${outWidth}` };
  },
});

export const resizeBilinear = defineOperator<'RESIZE_BILINEAR'>({
  builtin: 'RESIZE_BILINEAR',
  source: 'TFLite kernels/resize_bilinear.cc; reference_ops::ResizeBilinear, ResizeBilinearInteger',
  types: eightBit,
  constants: [1],
  prepare(op) {
    requireSameType(op);
    return prepareResize(op);
  },
  rules: [insidePicture, bilinearOnShader, sameQuantization('warn')],
  engine: () => 'ppu',
  cost: (op) => ({ kind: 'resize', method: 'bilinear', elements: elementsOf(outputOf(op).shape) }),
  lower(op) {
    const { alignCorners, halfPixelCenters } = op.options;
    const parameters = { alignCorners, halfPixelCenters };
    return lowerTo(outputOf(op).type === 'UINT8' ? resizeBilinearFloat : kernel, parameters, [0]);
  },
});
