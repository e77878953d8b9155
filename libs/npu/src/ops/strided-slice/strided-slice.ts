import { inputOf, outputOf } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { axisLength } from '../anatomy/axis-length.rule.js';
import { defineOperator } from '../anatomy/define-operator.js';
import { defineRule } from '../anatomy/define-rule.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { lowerToRearrange, stridesOf } from '../anatomy/lower-to-rearrange.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';
import { resolveStridedSlice } from './resolve-strided-slice.js';

/** Source: tflite-vx-delegate, operator map (STRIDED_SLICE). */
const plainMasks = defineRule<'STRIDED_SLICE'>({
  id: 'strided-slice.masks',
  rule: 'The NPU takes strided slices without ellipsis and without new axes.',
  effect: 'off-npu',
  hint: 'Write the slice with a range for every axis, and add axes by a reshape.',
  check: ({ options: { ellipsisMask, newAxisMask } }) =>
    ellipsisMask === 0 && newAxisMask === 0
      ? undefined
      : { detail: `ellipsis mask ${ellipsisMask}, new-axis mask ${newAxisMask}` },
});

export const stridedSlice = defineOperator<'STRIDED_SLICE'>({
  builtin: 'STRIDED_SLICE',
  source: 'TFLite kernels/strided_slice.cc; reference_ops::StridedSlice',
  types: movableTypes,
  constants: [1, 2, 3],
  prepare(op) {
    requireSameType(op);
    const axes = resolveStridedSlice(op);
    return [axes.filter(({ isShrunk }) => !isShrunk).map(({ size }) => size)];
  },
  rules: [axisLength, plainMasks, eightBitOnNpu, sameQuantization('warn')],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'copy', bytes: [elementsOf(outputOf(op).shape)] }),
  lower(op) {
    const axes = resolveStridedSlice(op);
    const from = stridesOf(inputOf(op, 0).shape);
    const to = stridesOf(axes.map(({ size }) => size));
    return lowerToRearrange(
      op,
      axes.map(({ axis, begin, stride, size }, position) => ({
        size,
        read: (i) => (axis === undefined ? 0 : (begin + i * stride) * (from[axis] ?? 0)),
        write: (i) => i * (to[position] ?? 0),
      })),
    );
  },
});
