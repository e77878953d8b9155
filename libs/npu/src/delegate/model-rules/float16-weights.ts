import { tensorText } from '../../ops/anatomy/tensor-text.js';
import { constantsOf, type ModelRule } from './model-rule.js';

export const float16Weights: ModelRule = {
  id: 'model.float16-weights',
  rule: 'Weights are 8-bit integers.',
  hint: 'This is a float16 export: remove `target_spec.supported_types = [tf.float16]` and convert to full integers with a representative data set.',
  check({ graph }) {
    for (const node of graph.nodes) {
      const weights = constantsOf(graph, node).find(({ type }) => type === 'FLOAT16' || type === 'BFLOAT16');
      const operator = node.origins[0];
      if (weights === undefined || operator === undefined) continue;
      return {
        detail: `operator ${operator} (${node.builtin}) reads ${tensorText(weights)}, which is ${weights.type}`,
        operator,
        tensor: weights.id,
      };
    }
    return undefined;
  },
};
