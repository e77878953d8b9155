import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { argMax as kernel } from '../../kernels/reference/arg-max.js';
import { constantInteger } from '../anatomy/constant-integer.js';
import { defineOperator, eightBit, lowerTo } from '../anatomy/define-operator.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { resolveAxis } from '../anatomy/resolve-axis.js';

const axisOf = (op: OperatorView<'ARG_MAX'>): number => {
  const operand = inputOf(op, 1);
  return resolveAxis(op, constantInteger(op, operand), inputOf(op, 0).shape.length, operand);
};

export const argMax = defineOperator<'ARG_MAX'>({
  builtin: 'ARG_MAX',
  source: 'TFLite kernels/arg_min_max.cc; reference_ops::ArgMinMax (the first of equal codes)',
  types: [...eightBit, 'INT32', 'INT64'],
  constants: [1],
  prepare(op) {
    const input = inputOf(op, 0);
    const { type } = outputOf(op);
    const isIndex = type === 'INT32' || type === 'INT64';
    const isCode = input.type !== 'INT64' && argMax.types.includes(input.type);
    if (!isIndex || !isCode || op.options.outputType !== type) {
      return refuseToPrepare(
        op,
        {
          id: 'arg-max.types',
          rule: 'ARG_MAX reads 8-bit or INT32 codes and gives INT32 or INT64 positions.',
          detail: `${input.type} to ${type}, where the operator says ${op.options.outputType}`,
          hint: 'Quantise the model to 8 bits and let ARG_MAX give int32.',
        },
        input,
      );
    }
    return [input.shape.toSpliced(axisOf(op), 1)];
  },
  rules: [eightBitOnNpu],
  engine: () => 'ppu',
  cost: (op) => ({ kind: 'elementwise', operation: 'reduce', elements: elementsOf(inputOf(op, 0).shape) }),
  lower(op) {
    const { shape } = inputOf(op, 0);
    const axis = axisOf(op);
    const parameters = {
      rows: elementsOf(shape.slice(0, axis)),
      axisSize: shape[axis] ?? 0,
      columns: elementsOf(shape.slice(axis + 1)),
    };
    return lowerTo(kernel, parameters, [0]);
  },
});
