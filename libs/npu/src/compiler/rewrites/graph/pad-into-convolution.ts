import type { GraphNode, GraphTensor } from '../../../graph/graph.js';
import { asNhwc } from '../../../graph/shape.js';
import { slideWindow } from '../../../ops/anatomy/window.js';
import type { Rewrite } from '../rewrite.js';
import { constantValues } from './constant-values.js';

/** A PAD with zeros before a VALID convolution, where both together do what SAME padding does: PyTorch's `padding=1`. */
export const padIntoConvolution: Rewrite<GraphNode> = {
  name: 'pad-into-convolution',
  match: ({ list, soleProducer }, position) => {
    const convolution = list.steps[position];
    if (convolution?.builtin !== 'CONV_2D' && convolution?.builtin !== 'DEPTHWISE_CONV_2D') return undefined;
    const [padded = -1, filterId = -1, ...rest] = convolution.inputs;
    const producer = convolution.options['padding'] === 'VALID' ? soleProducer(padded) : undefined;
    const pad = producer === undefined ? undefined : list.steps[producer];
    const [sourceId = -1, paddingsId = -1, fill] = pad?.inputs ?? [];
    if (producer === undefined || pad?.builtin !== 'PAD' || fill !== undefined) return undefined;
    const source = list.tensors[sourceId];
    const filter = list.tensors[filterId];
    const paddings = constantValues(list.tensors[paddingsId]);
    const result = list.tensors[convolution.outputs[0] ?? -1];
    if (source?.shape.length !== 4 || filter === undefined || result === undefined || paddings === undefined)
      return undefined;
    if (!padsAsSame(convolution, source, filter, result, paddings)) return undefined;
    const node: GraphNode = {
      ...convolution,
      options: { ...convolution.options, padding: 'SAME' },
      inputs: [sourceId, filterId, ...rest],
      origins: [...pad.origins, ...convolution.origins],
    };
    return { removed: [producer, position], inserted: [node] };
  },
};

/** `paddings` holds before and after of batch, height, width, channels. */
function padsAsSame(
  { options }: GraphNode,
  source: GraphTensor,
  filter: GraphTensor,
  result: GraphTensor,
  paddings: readonly number[],
): boolean {
  const [, height, width] = asNhwc(source.shape);
  const [, kernelHeight, kernelWidth] = asNhwc(filter.shape);
  const [, outHeight, outWidth] = asNhwc(result.shape);
  const option = (name: string): number => Number(options[name] ?? 1);
  const rows = slideWindow('SAME', height, kernelHeight, option('strideH'), option('dilationHFactor'));
  const columns = slideWindow('SAME', width, kernelWidth, option('strideW'), option('dilationWFactor'));
  const [batchBefore, batchAfter, top, , left, , channelsBefore, channelsAfter] = paddings;
  return (
    batchBefore === 0 &&
    batchAfter === 0 &&
    channelsBefore === 0 &&
    channelsAfter === 0 &&
    top === rows.padBefore &&
    left === columns.padBefore &&
    outHeight === rows.output &&
    outWidth === columns.output
  );
}
