import type { GraphNode } from '../graph/graph.js';
import type { Issue } from '../reason.js';

/** Why an operator without a definition cannot run: custom, Flex, or a builtin that the NPU lacks. */
export function unknownOperator(node: GraphNode): Issue {
  const operator = node.origins[0];
  if (node.customCode === undefined) {
    return {
      id: 'operator.unsupported',
      rule: 'Every operator is one that the delegate knows.',
      detail: `operator ${operator} (${node.builtin}) is not supported: Fallback unsupported op ${node.builtin} to TfLite`,
      hint: 'Replace it by supported operators (docs/supported-ops.md); convolutions, ADD, CONCATENATION and DEPTH_TO_SPACE are the cheapest.',
      operator,
    };
  }
  const isFlex = node.customCode.startsWith('Flex');
  return {
    id: isFlex ? 'operator.flex' : 'operator.custom',
    rule: isFlex ? 'No operator needs TensorFlow itself.' : 'No operator is a custom one.',
    detail: `operator ${operator} is the custom operator "${node.customCode}"`,
    hint: isFlex
      ? 'Convert with `target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]` and rewrite the layer that then fails.'
      : 'Submit the model as the converter wrote it, before any vendor compiler folded it into a custom operator.',
    operator,
  };
}
