import { outputOf } from '../../graph/operator-view.js';
import { shapeText } from '../../graph/shape.js';
import { defineRule } from './define-rule.js';

/** Sources: SyNAP manual, operator support (RESIZE runs on the programmable shader); 2022 timing reports (43 to 101 ms). */
export const nearestOnShader = defineRule<'RESIZE_NEAREST_NEIGHBOR'>({
  id: 'resize.on-shader',
  rule: 'Enlarging is cheap as DEPTH_TO_SPACE after a convolution; RESIZE_NEAREST_NEIGHBOR takes 43 ms and more to full HD on the programmable shader.',
  effect: 'warn',
  hint: 'Replace the resize by copies of the channels, or a fixed 1x1 convolution that repeats them, followed by DEPTH_TO_SPACE: the same function.',
  check: (op) => ({ detail: `enlarges to ${shapeText(outputOf(op).shape)} on the PPU` }),
});

/** Sources: SyNAP manual, operator support; 2022 timing reports (4 ms). */
export const bilinearOnShader = defineRule<'RESIZE_BILINEAR'>({
  id: 'resize.bilinear-on-shader',
  rule: 'Features are enlarged by DEPTH_TO_SPACE after a convolution; RESIZE_BILINEAR runs on the programmable shader, 4 ms to full HD.',
  effect: 'warn',
  hint: 'As the skip around a whole network it is cheaper than copies and ADD; to enlarge features, use a convolution and DEPTH_TO_SPACE, so that every convolution works at the small size.',
  check: (op) => ({ detail: `enlarges to ${shapeText(outputOf(op).shape)} on the PPU` }),
});
