import { dataBytes } from '@npufarm/tflite';
import { inputOf, outputOf } from '../../graph/operator-view.js';
import { elementsOf, shapeText } from '../../graph/shape.js';
import { gatherNd as kernel } from '../../kernels/reference/gather-nd.js';
import { checkIndices } from '../anatomy/check-indices.js';
import { defineOperator, lowerTo } from '../anatomy/define-operator.js';
import { eightBitOnNpu } from '../anatomy/eight-bit-on-npu.rule.js';
import { movableTypes } from '../anatomy/movable-types.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

export const gatherNd = defineOperator<'GATHER_ND'>({
  builtin: 'GATHER_ND',
  source: 'TFLite kernels/gather_nd.cc; reference_ops::GatherNd',
  types: movableTypes,
  prepare(op) {
    requireSameType(op);
    const table = inputOf(op, 0).shape;
    const indices = inputOf(op, 1);
    const depth = indices.shape.at(-1) ?? 0;
    if (depth < 1 || depth > table.length) {
      return refuseToPrepare(
        op,
        {
          id: 'gather-nd.depth',
          rule: 'An index of GATHER_ND has between one number and one per axis.',
          detail: `indices ${shapeText(indices.shape)} into a table of shape ${shapeText(table)}`,
          hint: 'Export the model again with an up-to-date converter; this file is damaged or was edited by hand.',
        },
        indices,
      );
    }
    checkIndices(op, indices, table.slice(0, depth));
    return [[...indices.shape.slice(0, -1), ...table.slice(depth)]];
  },
  rules: [eightBitOnNpu, sameQuantization('warn')],
  engine: () => 'ppu',
  cost: (op) => ({ kind: 'elementwise', operation: 'gather', elements: elementsOf(outputOf(op).shape) }),
  lower(op) {
    const table = inputOf(op, 0).shape;
    const indices = inputOf(op, 1).shape;
    const depth = indices.at(-1) ?? 0;
    const parameters = {
      sizes: table.slice(0, depth),
      tuples: elementsOf(indices.slice(0, -1)),
      runBytes: elementsOf(table.slice(depth)) * (dataBytes(outputOf(op).type, 1) ?? 1),
    };
    return lowerTo(kernel, parameters, [0, 1]);
  },
});
