import type { GraphNode, GraphTensor } from '../../../graph/graph.js';
import type { Rewrite } from '../rewrite.js';

/** Keeps a chain of doublings from becoming a row of millions. */
const mostOperands = 64;

/**
 * A concatenation of concatenations along the same axis is one: an anchor that is copied in steps becomes one row of
 * copies, each made once.
 *
 * Only where both results share one quantisation, so that codes are rescaled once, if at all.
 */
export const joinConcatenations: Rewrite<GraphNode> = {
  name: 'join-concatenations',
  match: ({ list, producer, readers }, position) => {
    const outer = list.steps[position];
    if (outer?.builtin !== 'CONCATENATION') return undefined;
    const innerPosition = outer.inputs
      .map(producer)
      .find((at) => at !== undefined && joins(list.steps[at], outer, list.tensors, readers));
    const inner = innerPosition === undefined ? undefined : list.steps[innerPosition];
    if (innerPosition === undefined || inner === undefined) return undefined;
    const inputs = outer.inputs.flatMap((id) => (id === inner.outputs[0] ? inner.inputs : [id]));
    if (inputs.length > mostOperands) return undefined;
    const joined: GraphNode = { ...outer, inputs, origins: [...inner.origins, ...outer.origins] };
    return { removed: [innerPosition, position], inserted: [joined] };
  },
};

/** Whether every reader of a concatenation's result is the other concatenation, and both join the same axis. */
function joins(
  inner: GraphNode | undefined,
  outer: GraphNode,
  tensors: readonly GraphTensor[],
  readers: (tensor: number) => number,
): boolean {
  const [between = -1] = inner?.outputs ?? [];
  const from = tensors[between];
  const to = tensors[outer.outputs[0] ?? -1];
  if (inner?.builtin !== 'CONCATENATION' || from === undefined || to === undefined) return false;
  if (readers(between) !== outer.inputs.filter((id) => id === between).length) return false;
  const isPlain = [inner, outer].every(({ options }) => options['fusedActivation'] === 'NONE');
  const axes = [inner, outer].map(({ options }) => axisOf(options['axis'], to.shape.length));
  return isPlain && axes[0] === axes[1] && quantizationText(from) === quantizationText(to);
}

function axisOf(axis: unknown, rank: number): number {
  const number = Number(axis);
  return number < 0 ? number + rank : number;
}

function quantizationText({ type, quantization }: GraphTensor): string {
  return JSON.stringify([type, quantization?.scale, quantization?.zeroPoint]);
}
