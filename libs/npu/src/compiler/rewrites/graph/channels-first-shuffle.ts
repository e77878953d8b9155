import type { GraphNode } from '../../../graph/graph.js';
import { sameShape } from '../../../graph/shape.js';
import type { Rewrite } from '../rewrite.js';
import { constantValues } from './constant-values.js';

const channelsFirst = [0, 3, 1, 2];

/**
 * A pixel shuffle computed with channels first, as PyTorch does, in a network whose convolutions have channels last:
 * TRANSPOSE, RESHAPE, TRANSPOSE, RESHAPE become DEPTH_TO_SPACE with PyTorch's channel order, and the TRANSPOSE behind it.
 */
export const channelsFirstShuffle: Rewrite<GraphNode> = {
  name: 'channels-first-shuffle',
  match: ({ list, soleProducer, nextTensor }, position) => {
    const chain = chainOf(list.steps, soleProducer, position);
    if (chain === undefined) return undefined;
    const [layout, first, middle, last] = chain.map((index) => list.steps[index]);
    const source = list.tensors[layout?.inputs[0] ?? -1];
    const split = list.tensors[first?.outputs[0] ?? -1];
    const result = list.tensors[last?.outputs[0] ?? -1];
    const layoutOrder = list.tensors[layout?.inputs[1] ?? -1];
    const order = constantValues(list.tensors[middle?.inputs[1] ?? -1]);
    if (source?.shape.length !== 4 || split === undefined || result === undefined || last === undefined)
      return undefined;
    if (layoutOrder === undefined || !sameShape(constantValues(layoutOrder) ?? [], channelsFirst))
      return undefined;
    const blockSize = (result.shape[2] ?? 0) / (source.shape[1] ?? 1);
    if (!isShuffle(source.shape, split.shape, order ?? [], result.shape, blockSize)) return undefined;
    const origins = chain.flatMap((index) => list.steps[index]?.origins ?? []);
    const [batch = 0, colours = 0, height = 0, width = 0] = result.shape;
    const shuffled = { ...result, id: nextTensor, shape: [batch, height, width, colours] };
    return {
      removed: chain,
      inserted: [
        {
          builtin: 'DEPTH_TO_SPACE',
          options: { blockSize, channelOrder: 'colours-first' },
          inputs: [source.id],
          outputs: [nextTensor],
          customCode: undefined,
          origins,
        },
        {
          builtin: 'TRANSPOSE',
          options: {},
          inputs: [nextTensor, layoutOrder.id],
          outputs: last.outputs,
          customCode: undefined,
          origins,
        },
      ],
      tensors: [shuffled],
    };
  },
};

/** Positions of TRANSPOSE, RESHAPE, TRANSPOSE, RESHAPE that end at `position` and feed nothing else. */
function chainOf(
  steps: readonly GraphNode[],
  soleProducer: (tensor: number) => number | undefined,
  position: number,
): readonly number[] | undefined {
  const chain = [position];
  for (const builtin of ['RESHAPE', 'TRANSPOSE', 'RESHAPE', 'TRANSPOSE']) {
    const [earliest = -1] = chain;
    const node = steps[earliest];
    if (node?.builtin !== builtin) return undefined;
    if (chain.length === 4) return chain;
    const producer = soleProducer(node.inputs[0] ?? -1);
    if (producer === undefined) return undefined;
    chain.unshift(producer);
  }
  return undefined;
}

/** `source` has channels last; `split` and `result` have them first. */
function isShuffle(
  [batch = 0, height = 0, width = 0, channels = 0]: readonly number[],
  split: readonly number[],
  order: readonly number[],
  result: readonly number[],
  blockSize: number,
): boolean {
  const colours = result[1] ?? 0;
  if (!Number.isInteger(blockSize) || blockSize < 1 || colours * blockSize ** 2 !== channels) return false;
  if (!sameShape(result, [batch, colours, height * blockSize, width * blockSize])) return false;
  const inner = [colours, blockSize, blockSize, height, width];
  const withBatch = sameShape(split, [batch, ...inner]) && sameShape(order, [0, 1, 4, 2, 5, 3]);
  return withBatch || (batch === 1 && sameShape(split, inner) && sameShape(order, [0, 3, 1, 4, 2]));
}
