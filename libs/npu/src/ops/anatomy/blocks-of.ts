import { constantIntegers } from '../../graph/constant-integers.js';
import { inputOf, type OperatorView } from '../../graph/operator-view.js';
import { shapeText } from '../../graph/shape.js';
import { paddingsOf, type Padding } from './paddings-of.js';
import { refuseToPrepare } from './refuse-to-prepare.js';

export interface SpatialBlock extends Padding {
  readonly size: number;
  readonly block: number;
}

/** Each spatial axis of the input with its block size and its paddings or crops. */
export function blocksOf(
  op: OperatorView<'SPACE_TO_BATCH_ND' | 'BATCH_TO_SPACE_ND'>,
): readonly SpatialBlock[] {
  const { shape } = inputOf(op, 0);
  const blocks = constantIntegers(op, inputOf(op, 1));
  const isPicture = shape.length === 3 || shape.length === 4;
  if (!isPicture || blocks.length !== shape.length - 2 || blocks.some((block) => block < 1)) {
    refuseToPrepare(
      op,
      {
        id: 'batch-space.blocks',
        rule: 'Moves between batch and space take rank 3 or 4 and one positive block size per spatial axis.',
        detail: `block sizes ${shapeText(blocks)} for shape ${shapeText(shape)}`,
        hint: 'Use a dilated convolution directly: this pair of operators is how converters wrote it before.',
      },
      inputOf(op, 1),
    );
  }
  const spatial = shape.slice(1, -1);
  const paddings = paddingsOf(op, inputOf(op, 2), spatial);
  return spatial.map((size, axis) => ({
    size,
    block: blocks[axis] ?? 1,
    before: paddings[axis]?.before ?? 0,
    after: paddings[axis]?.after ?? 0,
  }));
}

/** Refuses sizes that the blocks do not divide, or that a crop uses up. */
export function refuseBlocks(
  op: OperatorView<'SPACE_TO_BATCH_ND' | 'BATCH_TO_SPACE_ND'>,
  blocks: readonly SpatialBlock[],
): never {
  const { shape } = inputOf(op, 0);
  return refuseToPrepare(
    op,
    {
      id: 'batch-space.sizes',
      rule: 'Block sizes divide the padded picture, or the batch, and crops leave something.',
      detail: `shape ${shapeText(shape)}, ${blocks.map(({ block, before, after }) => `block ${block} with ${before} and ${after}`).join(', ')}`,
      hint: 'Pad the picture to a multiple of the block size, or use a dilated convolution directly.',
    },
    inputOf(op, 0),
  );
}
