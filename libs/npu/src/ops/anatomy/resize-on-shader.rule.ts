import { outputOf } from '../../graph/operator-view.js';
import { shapeText } from '../../graph/shape.js';
import { defineRule } from './define-rule.js';

/** Source: SyNAP manual, operator support (RESIZE runs on the programmable shader). */
export const resizeOnShader = defineRule<'RESIZE_NEAREST_NEIGHBOR' | 'RESIZE_BILINEAR'>({
  id: 'resize.on-shader',
  rule: 'Enlarging is cheap as DEPTH_TO_SPACE after a convolution; RESIZE runs on the slow programmable shader.',
  effect: 'warn',
  hint: 'Replace the resize by copies of the channels (or a fixed convolution) followed by DEPTH_TO_SPACE.',
  check: (op) => ({ detail: `enlarges to ${shapeText(outputOf(op).shape)} on the PPU` }),
});
