import { activationsOf, type ModelRule } from './model-rule.js';

export const floatModel: ModelRule = {
  id: 'model.float',
  rule: 'The network is quantised to 8-bit integers.',
  hint: 'Convert with `optimizations = [tf.lite.Optimize.DEFAULT]`, a `representative_dataset`, `supported_ops = [TFLITE_BUILTINS_INT8]` and `inference_input_type = inference_output_type = tf.uint8`.',
  check({ graph }) {
    const node = graph.nodes.find((candidate) =>
      activationsOf(graph, candidate).some(({ type }) => type === 'FLOAT32'),
    );
    const isInteger = graph.tensors.some(
      ({ type, data }) => data === undefined && (type === 'INT8' || type === 'UINT8'),
    );
    const operator = node?.origins[0];
    if (node === undefined || operator === undefined || isInteger) return undefined;
    const tensor = activationsOf(graph, node).find(({ type }) => type === 'FLOAT32');
    return {
      detail: `operator ${operator} (${node.builtin}) and all others compute in FLOAT32`,
      operator,
      ...(tensor === undefined ? {} : { tensor: tensor.id }),
    };
  },
};
