import { codeRange } from '../../arithmetic/activation-range.js';
import { quantizeMultiplier, type QuantizedMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { elementsOf } from '../../graph/shape.js';
import { reduceSum } from '../../kernels/reference/reduce-sum.js';
import { defineOperator, eightBit, lowerTo, type OperatorDefinition } from './define-operator.js';
import { prepareReduction, reducedElements, reductionBox } from './reduced-axes.js';

/** SUM or MEAN: sums of codes, rescaled once. */
export function sumOperator<Builtin extends 'SUM' | 'MEAN'>(builtin: Builtin): OperatorDefinition<Builtin> {
  return defineOperator<Builtin>({
    builtin,
    source: 'TFLite kernels/reduce.cc; reference_ops::QuantizedMeanOrSum',
    types: eightBit,
    constants: [1],
    prepare: prepareReduction,
    rules: [],
    engine: () => 'ppu',
    cost: (op) => ({ kind: 'elementwise', operation: 'reduce', elements: elementsOf(inputOf(op, 0).shape) }),
    lower(op) {
      const output = outputOf(op);
      const from = perTensorOf(op, inputOf(op, 0));
      const to = perTensorOf(op, output);
      const count = reducedElements(op);
      const scale = quantizeMultiplier(from.scale / to.scale);
      return lowerTo(
        reduceSum,
        {
          ...reductionBox(op),
          totalZeroPoint: from.zeroPoint * count,
          ...(builtin === 'MEAN' ? divideMultiplier(scale, count) : scale),
          outputZeroPoint: to.zeroPoint,
          ...codeRange(output.type),
        },
        [0],
      );
    },
  });
}

/** Folds 1/count into a multiplier by an integer division that keeps as many bits as fit. */
function divideMultiplier({ multiplier, shift }: QuantizedMultiplier, count: number): QuantizedMultiplier {
  const bits = Math.min(Math.floor(Math.log2(count)), 32, 31 + shift);
  return { multiplier: Number((BigInt(multiplier) << BigInt(bits)) / BigInt(count)), shift: shift - bits };
}
