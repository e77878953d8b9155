import { tensorText } from '../../ops/anatomy/tensor-text.js';
import { activationsOf, constantsOf, type ModelRule } from './model-rule.js';

export const dynamicRange: ModelRule = {
  id: 'model.dynamic-range',
  rule: 'Weights and activations are quantised together.',
  hint: 'This is a dynamic-range export (INT8 weights, float activations): give the converter a `representative_dataset` and `inference_input_type = inference_output_type = tf.uint8`.',
  check({ graph }) {
    for (const node of graph.nodes) {
      const weights = constantsOf(graph, node).find(({ type }) => type === 'INT8' || type === 'INT4');
      const activation = activationsOf(graph, node).find(({ type }) => type === 'FLOAT32');
      const operator = node.origins[0];
      if (weights === undefined || activation === undefined || operator === undefined) continue;
      return {
        detail: `operator ${operator} (${node.builtin}) multiplies ${weights.type} weights with ${tensorText(activation)} of type FLOAT32: hybrid data type is not supported`,
        operator,
        tensor: activation.id,
      };
    }
    return undefined;
  },
};
