import { elementsOf, shapeText } from '../../graph/shape.js';
import { defineRule } from '../../ops/anatomy/define-rule.js';
import { tensorText } from '../../ops/anatomy/tensor-text.js';
import { allTensors } from './operands.js';

const largestElements = 2 ** 28;

/** Keeps every allocation bounded before it is made. */
export const tensorSize = defineRule({
  id: 'tensor.size',
  rule: 'Tensors have no zero dimension and at most 2^28 elements.',
  effect: 'refuse',
  hint: 'Export with the fixed input shape of the competition; a zero or huge size comes from a dynamic dimension or a damaged file.',
  check(op) {
    const odd = allTensors(op).find(
      ({ shape }) => shape.some((size) => size === 0) || elementsOf(shape) > largestElements,
    );
    return odd && { detail: `${tensorText(odd)} has shape ${shapeText(odd.shape)}`, tensor: odd.id };
  },
});
