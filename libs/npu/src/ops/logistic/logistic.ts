import { outputOf } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { defineRule } from '../anatomy/define-rule.js';
import { floatFunction } from '../anatomy/float-function.js';
import { tableOperator } from '../anatomy/table-operator.js';
import { tensorText } from '../anatomy/tensor-text.js';

const outputScale = defineRule<'LOGISTIC'>({
  id: 'logistic.output-scale',
  rule: 'The result of a LOGISTIC has scale 1/256.',
  effect: 'refuse',
  hint: 'Let the converter quantise the result: it fixes scale 1/256, and TFLite itself refuses any other.',
  check(op) {
    const output = outputOf(op);
    const { scale } = perTensorOf(op, output);
    return scale === 1 / 256
      ? undefined
      : { detail: `${tensorText(output)} has scale ${scale}`, tensor: output.id };
  },
});

export const logistic = tableOperator<'LOGISTIC'>({
  builtin: 'LOGISTIC',
  source: 'TFLite kernels/activations.cc, SigmoidPrepare (8 bit)',
  operation: 'table',
  rules: [outputScale],
  resultOf: (op) =>
    floatFunction(op, (value) => Math.fround(1 / Math.fround(1 + Math.fround(Math.exp(-value))))),
});
