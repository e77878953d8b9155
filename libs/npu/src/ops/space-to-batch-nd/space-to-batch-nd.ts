import { inputOf, outputOf } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { axisLength } from '../anatomy/axis-length.rule.js';
import { blocksOf, refuseBlocks } from '../anatomy/blocks-of.js';
import { defineOperator, eightBit } from '../anatomy/define-operator.js';
import { lowerToRearrange, stridesOf } from '../anatomy/lower-to-rearrange.js';
import { requireSameType } from '../anatomy/require-same-type.js';
import { sameQuantization } from '../anatomy/same-quantization.rule.js';

export const spaceToBatchNd = defineOperator<'SPACE_TO_BATCH_ND'>({
  builtin: 'SPACE_TO_BATCH_ND',
  source: 'TFLite kernels/space_to_batch_nd.cc; reference_ops::SpaceToBatchND (pads with the zero point)',
  types: eightBit,
  constants: [1, 2],
  prepare(op) {
    requireSameType(op);
    const { shape } = inputOf(op, 0);
    const blocks = blocksOf(op);
    const sizes = blocks.map(({ size, block, before, after }) => (before + size + after) / block);
    if (!sizes.every(Number.isInteger)) return refuseBlocks(op, blocks);
    const batch = blocks.reduce((product, { block }) => product * block, shape[0] ?? 0);
    return [[batch, ...sizes, shape.at(-1) ?? 0]];
  },
  rules: [axisLength, sameQuantization('refuse')],
  engine: () => 'tp',
  cost: (op) => ({ kind: 'reorganise', bytes: elementsOf(outputOf(op).shape) }),
  lower(op) {
    const { shape } = inputOf(op, 0);
    const output = outputOf(op);
    const from = stridesOf(shape);
    const to = stridesOf(output.shape);
    const blocks = blocksOf(op);
    // Batches count the pictures fastest, then the columns inside a block, then its rows.
    const batchSteps = blocks.map((_, axis) =>
      blocks.slice(axis + 1).reduce((step, { block }) => step * block, shape[0] ?? 0),
    );
    const spatial = blocks.map(({ size, block, before }, axis) => ({
      size,
      read: (i: number) => i * (from[axis + 1] ?? 0),
      write: (i: number) =>
        ((i + before) % block) * (batchSteps[axis] ?? 0) * (to[0] ?? 0) +
        Math.floor((i + before) / block) * (to[axis + 1] ?? 0),
    }));
    const plain = (axis: number, size: number) => ({
      size,
      read: (i: number) => i * (from[axis] ?? 0),
      write: (i: number) => i * (to[axis] ?? 0),
    });
    const last = shape.length - 1;
    return lowerToRearrange(op, [plain(0, shape[0] ?? 0), ...spatial, plain(last, shape[last] ?? 0)], {
      fill: Uint8Array.of((output.quantization?.zeroPoint[0] ?? 0) & 255),
    });
  },
});
