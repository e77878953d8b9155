import { inputOf } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { reduceMaximum } from '../../kernels/reference/reduce-maximum.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { prepareReduction, reductionBox } from '../anatomy/reduced-axes.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

export const reduceMax = defineOperator<'REDUCE_MAX'>({
  builtin: 'REDUCE_MAX',
  source: 'TFLite kernels/reduce.cc, EvalGeneric<kReference, kMax>',
  types: [...eightBit, 'INT32'],
  constants: [1],
  prepare: prepareReduction,
  rules: [eightBitOnNpu, sameQuantization('refuse')],
  engine: () => 'ppu',
  cost: (op) => ({ kind: 'elementwise', operation: 'reduce', elements: elementsOf(inputOf(op, 0).shape) }),
  lower: (op) => lowerTo(reduceMaximum, reductionBox(op), [0]),
});
