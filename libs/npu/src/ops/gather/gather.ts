import { dataBytes } from '@npufarm/tflite';
import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { elementsOf, sameShape, shapeText } from '../../graph/shape.js';
import { gather as kernel } from '../../kernels/reference/gather.js';
import { checkIndices } from '../anatomy/check-indices.js';
import { defineOperator, lowerTo } from '../anatomy/define-operator.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { resolveAxis } from '../anatomy/resolve-axis.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

type View = OperatorView<'GATHER'>;

const axisOf = (op: View): number => resolveAxis(op, op.options.axis, inputOf(op, 0).shape.length);

const batchDimsOf = (op: View): number => {
  const { batchDims } = op.options;
  return batchDims < 0 ? batchDims + inputOf(op, 1).shape.length : batchDims;
};

export const gather = defineOperator<'GATHER'>({
  builtin: 'GATHER',
  source: 'TFLite kernels/gather.cc',
  types: movableTypes,
  prepare(op) {
    requireSameType(op);
    const table = inputOf(op, 0).shape;
    const indices = inputOf(op, 1);
    const axis = axisOf(op);
    const batchDims = batchDimsOf(op);
    const fits = batchDims >= 0 && batchDims <= axis && batchDims <= indices.shape.length;
    if (!fits || !sameShape(table.slice(0, batchDims), indices.shape.slice(0, batchDims))) {
      return refuseToPrepare(
        op,
        {
          id: 'gather.batch',
          rule: 'Batch axes of a gather come first, before its axis, and agree between table and indices.',
          detail: `${batchDims} batch axes, axis ${axis}, table ${shapeText(table)}, indices ${shapeText(indices.shape)}`,
          hint: 'Export the model again with an up-to-date converter; this file is damaged or was edited by hand.',
        },
        indices,
      );
    }
    checkIndices(op, indices, [table[axis] ?? 0]);
    return [[...table.slice(0, axis), ...indices.shape.slice(batchDims), ...table.slice(axis + 1)]];
  },
  rules: [eightBitOnNpu, sameQuantization('warn')],
  engine: () => 'ppu',
  cost: (op) => ({ kind: 'elementwise', operation: 'gather', elements: elementsOf(outputOf(op).shape) }),
  lower(op) {
    const table = inputOf(op, 0).shape;
    const axis = axisOf(op);
    const batchDims = batchDimsOf(op);
    const parameters = {
      batches: elementsOf(table.slice(0, batchDims)),
      rows: elementsOf(table.slice(batchDims, axis)),
      axisSize: table[axis] ?? 0,
      runBytes: elementsOf(table.slice(axis + 1)) * (dataBytes(outputOf(op).type, 1) ?? 1),
      indices: elementsOf(inputOf(op, 1).shape.slice(batchDims)),
    };
    return lowerTo(kernel, parameters, [0, 1]);
  },
});
