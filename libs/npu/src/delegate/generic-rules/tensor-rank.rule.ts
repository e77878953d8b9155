import { shapeText } from '../../graph/shape.js';
import { defineRule } from '../../ops/anatomy/define-rule.js';
import { tensorText } from '../../ops/anatomy/tensor-text.js';
import { allTensors } from './operands.js';

const largestRank = 6;
const largestDimension = 65_535;

/** Source: tflite-vx-delegate, generic checks of its operator map. */
export const tensorRank = defineRule({
  id: 'tensor.rank',
  rule: 'Tensors have at most rank 6 and sizes up to 65535 past the batch.',
  effect: 'off-npu',
  hint: 'Reshape to four dimensions; a rank above 6 usually comes from a pixel shuffle written as RESHAPE and TRANSPOSE: use DEPTH_TO_SPACE.',
  check(op) {
    const odd = allTensors(op).find(
      ({ shape }) => shape.length > largestRank || shape.slice(1).some((size) => size > largestDimension),
    );
    return odd && { detail: `${tensorText(odd)} has shape ${shapeText(odd.shape)}`, tensor: odd.id };
  },
});
