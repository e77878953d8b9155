import { multiplyByQuantizedMultiplier } from '../../arithmetic/fixed-point.js';
import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { tableOperator } from '../anatomy/table-operator.js';

/** The scale ratio is a float32 division; equal scales are not rescaled at all. */
export const abs = tableOperator<'ABS'>({
  builtin: 'ABS',
  source: 'TFLite kernels/elementwise.cc, AbsEvalQuantized (INT8 only)',
  types: ['INT8'],
  operation: 'table',
  resultOf(op) {
    const from = perTensorOf(op, inputOf(op, 0));
    const to = perTensorOf(op, outputOf(op));
    const { multiplier, shift } = quantizeMultiplier(Math.fround(from.scale / to.scale));
    return (code) => {
      const value = Math.abs(code - from.zeroPoint);
      const scaled =
        from.scale === to.scale ? value : multiplyByQuantizedMultiplier(value, multiplier, shift);
      return scaled + to.zeroPoint;
    };
  },
});
