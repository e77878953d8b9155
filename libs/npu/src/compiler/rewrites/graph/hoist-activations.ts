import type { GraphNode, GraphTensor } from '../../../graph/graph.js';
import type { Rewrite } from '../rewrite.js';

const unary: ReadonlySet<string> = new Set([
  'ABS',
  'GELU',
  'HARD_SWISH',
  'LEAKY_RELU',
  'LOGISTIC',
  'NEG',
  'QUANTIZE',
  'RELU',
  'RELU_0_TO_1',
  'RELU_N1_TO_1',
  'RELU6',
  'TANH',
]);

/** Functions of one code between two transposes go in front of both, so that the transposes meet and can cancel. */
export const hoistActivations: Rewrite<GraphNode> = {
  name: 'hoist-activations',
  match: ({ list, soleProducer, nextTensor }, position) => {
    const last = list.steps[position];
    if (last?.builtin !== 'TRANSPOSE') return undefined;
    const chain: number[] = [];
    let producer = soleProducer(last.inputs[0] ?? -1);
    let node = list.steps[producer ?? -1];
    while (producer !== undefined && node !== undefined && isUnary(node, list.tensors)) {
      chain.unshift(producer);
      producer = soleProducer(operandOf(node, list.tensors));
      node = list.steps[producer ?? -1];
    }
    if (producer === undefined || node?.builtin !== 'TRANSPOSE' || chain.length === 0) return undefined;
    const [sourceId = -1, ...order] = node.inputs;
    const source = list.tensors[sourceId];
    if (source === undefined) return undefined;
    const tensors: GraphTensor[] = [];
    const inserted: GraphNode[] = [];
    let operand = sourceId;
    for (const at of chain) {
      const step = list.steps[at] as GraphNode;
      const before = operandOf(step, list.tensors);
      const result = list.tensors[step.outputs[0] ?? -1];
      const id = nextTensor + tensors.length;
      if (result !== undefined) tensors.push({ ...result, id, shape: source.shape });
      inserted.push({
        ...step,
        inputs: step.inputs.map((input) => (input === before ? operand : input)),
        outputs: [id],
      });
      operand = id;
    }
    const turned = list.steps[chain.at(-1) ?? -1]?.outputs ?? [];
    inserted.push({ ...node, inputs: [operand, ...order], outputs: turned }, last);
    return { removed: [producer, ...chain, position], inserted, tensors };
  },
};

/** An operator that maps every code on its own: a function of one operand, or a bound by one constant. */
function isUnary(node: GraphNode, tensors: readonly GraphTensor[]): boolean {
  if (node.outputs.length !== 1) return false;
  if (unary.has(node.builtin)) return node.inputs.length === 1;
  if (node.builtin !== 'MINIMUM' && node.builtin !== 'MAXIMUM') return false;
  return node.inputs.length === 2 && node.inputs.some((id) => tensors[id]?.data?.length === 1);
}

/** The operand that is computed. */
function operandOf(node: GraphNode, tensors: readonly GraphTensor[]): number {
  return node.inputs.find((id) => tensors[id]?.data === undefined) ?? -1;
}
