import { shapeText } from '../../graph/shape.js';
import { defineRule } from './define-rule.js';
import { tensorText } from './tensor-text.js';

const longestAxis = 2 ** 20;

/** Bounds the tables of offsets of moves, which are as long as the longest axis. */
export const axisLength = defineRule({
  id: 'move.axis-length',
  rule: 'Axes of moved tensors are at most 2^20 long.',
  effect: 'refuse',
  hint: 'Give the tensor more axes: a picture has height, width and channels.',
  check(op) {
    const odd = [...op.inputs.slice(0, 1), ...op.outputs].find((tensor) =>
      tensor?.shape.some((size) => size > longestAxis),
    );
    return odd && { detail: `${tensorText(odd)} has shape ${shapeText(odd.shape)}`, tensor: odd.id };
  },
});
