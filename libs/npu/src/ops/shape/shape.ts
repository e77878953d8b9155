import { inputOf, outputOf } from '../../graph/operator-view.js';
import { constant } from '../../kernels/reference/constant.js';
import { defineOperator, lowerTo } from '../anatomy/define-operator.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';

export const shape = defineOperator<'SHAPE'>({
  builtin: 'SHAPE',
  source: 'TFLite kernels/shape.cc',
  types: movableTypes,
  prepare(op) {
    const output = outputOf(op);
    if ((output.type !== 'INT32' && output.type !== 'INT64') || op.options.outType !== output.type) {
      return refuseToPrepare(
        op,
        {
          id: 'shape.type',
          rule: 'SHAPE gives INT32 or INT64.',
          detail: `the result is ${output.type}, the operator says ${op.options.outType}`,
          hint: 'Export the model again with an up-to-date converter; this file is damaged or was edited by hand.',
        },
        output,
      );
    }
    return [[inputOf(op, 0).shape.length]];
  },
  rules: [],
  engine: () => 'tp',
  cost: () => ({ kind: 'none' }),
  lower(op) {
    const sizes = inputOf(op, 0).shape;
    const array = outputOf(op).type === 'INT64' ? BigInt64Array.from(sizes, BigInt) : Int32Array.from(sizes);
    return lowerTo(constant, { bytes: new Uint8Array(array.buffer) }, []);
  },
});
