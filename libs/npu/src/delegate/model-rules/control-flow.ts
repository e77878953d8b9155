import type { ModelRule } from './model-rule.js';

const controlFlowBuiltins = new Set([
  'IF',
  'WHILE',
  'CALL',
  'CALL_ONCE',
  'STABLEHLO_WHILE',
  'STABLEHLO_CASE',
]);

export const controlFlow: ModelRule = {
  id: 'model.control-flow',
  rule: 'A model is one plain graph without branches, loops or calls.',
  hint: 'Unroll loops and resolve branches before converting; the NPU runs a fixed list of layers.',
  check({ graph, subgraphCount }) {
    const node = graph.nodes.find(({ builtin }) => controlFlowBuiltins.has(builtin));
    const operator = node?.origins[0];
    if (node === undefined || operator === undefined) return undefined;
    return {
      detail: `operator ${operator} is ${node.builtin}; the file has ${subgraphCount} subgraphs`,
      operator,
    };
  },
};
