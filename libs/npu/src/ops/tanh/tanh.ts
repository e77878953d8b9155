import { floatFunction } from '../anatomy/float-function.js';
import { tableOperator } from '../anatomy/table-operator.js';

export const tanh = tableOperator<'TANH'>({
  builtin: 'TANH',
  source: 'TFLite kernels/activations.cc, TanhPrepare (8 bit)',
  operation: 'table',
  resultOf: (op) => floatFunction(op, (value) => Math.fround(Math.tanh(value))),
});
