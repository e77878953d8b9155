import { inputOf, outputOf } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { axisLength } from '../anatomy/axis-length.rule.js';
import { blocksOf, refuseBlocks } from '../anatomy/blocks-of.js';
import { defineOperator, eightBit } from '../anatomy/define-operator.js';
import { lowerToRearrange, stridesOf } from '../anatomy/lower-to-rearrange.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

export const batchToSpaceNd = defineOperator<'BATCH_TO_SPACE_ND'>({
  builtin: 'BATCH_TO_SPACE_ND',
  source: 'TFLite kernels/batch_to_space_nd.cc; reference_ops::BatchToSpaceND',
  types: eightBit,
  constants: [1, 2],
  prepare(op) {
    requireSameType(op);
    const { shape } = inputOf(op, 0);
    const blocks = blocksOf(op);
    const batch = blocks.reduce((rest, { block }) => rest / block, shape[0] ?? 0);
    const sizes = blocks.map(({ size, block, before, after }) => size * block - before - after);
    if (!Number.isInteger(batch) || sizes.some((size) => size < 1)) return refuseBlocks(op, blocks);
    return [[batch, ...sizes, shape.at(-1) ?? 0]];
  },
  rules: [axisLength, sameQuantization('refuse')],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'reorganise', bytes: elementsOf(outputOf(op).shape) }),
  lower(op) {
    const { shape } = outputOf(op);
    const from = stridesOf(inputOf(op, 0).shape);
    const to = stridesOf(shape);
    const blocks = blocksOf(op);
    const batchSteps = blocks.map((_, axis) =>
      blocks.slice(axis + 1).reduce((step, { block }) => step * block, shape[0] ?? 0),
    );
    const spatial = blocks.map(({ block, before }, axis) => ({
      size: shape[axis + 1] ?? 0,
      read: (i: number) =>
        ((i + before) % block) * (batchSteps[axis] ?? 0) * (from[0] ?? 0) +
        Math.floor((i + before) / block) * (from[axis + 1] ?? 0),
      write: (i: number) => i * (to[axis + 1] ?? 0),
    }));
    const plain = (axis: number, size: number) => ({
      size,
      read: (i: number) => i * (from[axis] ?? 0),
      write: (i: number) => i * (to[axis] ?? 0),
    });
    const last = shape.length - 1;
    return lowerToRearrange(op, [plain(0, shape[0] ?? 0), ...spatial, plain(last, shape[last] ?? 0)]);
  },
});
