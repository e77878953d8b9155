import type { GraphNode } from '../../../graph/graph.js';
import { sameShape } from '../../../graph/shape.js';
import type { Rewrite } from '../rewrite.js';
import { constantValues } from './constant-values.js';

/**
 * RESHAPE, TRANSPOSE, RESHAPE of rank 5 or 6 as one DEPTH_TO_SPACE: what a pixel shuffle becomes in some converters.
 *
 * `blocks-first` splits the channels as (dy, dx, colour), TensorFlow's order; `colours-first` as (colour, dy, dx), PyTorch's.
 */
export const pixelShuffle: Rewrite<GraphNode> = {
  name: 'pixel-shuffle',
  match: ({ list, soleProducer }, position) => {
    const last = list.steps[position];
    const middlePosition = last?.builtin === 'RESHAPE' ? soleProducer(last.inputs[0] ?? -1) : undefined;
    const middle = middlePosition === undefined ? undefined : list.steps[middlePosition];
    const firstPosition = middle?.builtin === 'TRANSPOSE' ? soleProducer(middle.inputs[0] ?? -1) : undefined;
    const first = firstPosition === undefined ? undefined : list.steps[firstPosition];
    if (first?.builtin !== 'RESHAPE' || middle === undefined || last === undefined) return undefined;
    if (firstPosition === undefined || middlePosition === undefined) return undefined;
    const source = list.tensors[first.inputs[0] ?? -1];
    const split = list.tensors[first.outputs[0] ?? -1];
    const result = list.tensors[last.outputs[0] ?? -1];
    const order = constantValues(list.tensors[middle.inputs[1] ?? -1]);
    if (source === undefined || split === undefined || result === undefined || order === undefined)
      return undefined;
    const shuffle = recogniseShuffle(source.shape, split.shape, order, result.shape);
    if (shuffle === undefined) return undefined;
    const node: GraphNode = {
      builtin: 'DEPTH_TO_SPACE',
      options: shuffle,
      inputs: [source.id],
      outputs: last.outputs,
      customCode: undefined,
      origins: [...first.origins, ...middle.origins, ...last.origins],
    };
    return { removed: [firstPosition, middlePosition, position], inserted: [node] };
  },
};

type ChannelOrder = 'blocks-first' | 'colours-first';

function recogniseShuffle(
  source: readonly number[],
  split: readonly number[],
  order: readonly number[],
  result: readonly number[],
): { readonly blockSize: number; readonly channelOrder: ChannelOrder } | undefined {
  const [batch = 0, height = 0, width = 0, channels = 0] = source;
  if (source.length !== 4 || result.length !== 4) return undefined;
  const colours = result[3] ?? 0;
  const blockSize = (result[1] ?? 0) / height;
  if (!Number.isInteger(blockSize) || colours * blockSize ** 2 !== channels) return undefined;
  if (!sameShape(result, [batch, height * blockSize, width * blockSize, colours])) return undefined;
  const withBatch = split.length === 6 ? [batch] : [];
  if (withBatch.length === 0 && batch !== 1) return undefined;
  const shift = withBatch.length;
  const matches = (inner: readonly number[], axes: readonly number[]): boolean =>
    sameShape(split, [...withBatch, height, width, ...inner]) &&
    sameShape(order, [...withBatch.map(() => 0), ...axes.map((axis) => axis + shift)]);
  if (matches([blockSize, blockSize, colours], [0, 2, 1, 3, 4]))
    return { blockSize, channelOrder: 'blocks-first' };
  if (matches([colours, blockSize, blockSize], [0, 3, 1, 4, 2]))
    return { blockSize, channelOrder: 'colours-first' };
  return undefined;
}
