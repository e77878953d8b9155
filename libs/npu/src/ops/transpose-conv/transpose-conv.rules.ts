import { inputOf } from '../../graph/operator-view.js';
import { asNhwc } from '../../graph/shape.js';
import { defineRule, type Rule } from '../anatomy/define-rule.js';
import { biasScaleRule, filterRules, type FilterOperands } from '../anatomy/filter-rules.js';

const operands: FilterOperands = { input: 2, filter: 1, bias: 3, channelAxis: 0 };

/** Source: 2022 challenge timing reports (DeConvolutionLayer: 6 to 18 ms at 640x360). */
const dearAtFullSize = defineRule<'TRANSPOSE_CONV'>({
  id: 'transpose-conv.instead-of-depth-to-space',
  rule: 'Enlarging is cheap as DEPTH_TO_SPACE after a convolution at the small size.',
  effect: 'warn',
  hint: 'Replace the transposed convolution by a convolution of scale² x channels and DEPTH_TO_SPACE: the same function where the stride equals the kernel.',
  check(op) {
    const { strideH, strideW } = op.options;
    const [, height, width] = asNhwc(op.outputs[0]?.shape ?? []);
    return strideH > 1 || strideW > 1
      ? { detail: `enlarges ${strideH}x${strideW} to ${height}x${width} by a transposed convolution` }
      : undefined;
  },
});

export const transposeConvRules: readonly Rule<'TRANSPOSE_CONV'>[] = [
  ...filterRules<'TRANSPOSE_CONV'>(operands),
  biasScaleRule<'TRANSPOSE_CONV'>(operands, (op) => inputOf(op, 2).type === 'UINT8'),
  dearAtFullSize,
];
