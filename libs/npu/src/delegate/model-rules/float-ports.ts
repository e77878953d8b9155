import { tensorText } from '../../ops/anatomy/tensor-text.js';
import type { ModelRule } from './model-rule.js';

export const floatPorts: ModelRule = {
  id: 'model.float-input-or-output',
  rule: 'Input and output of an integer network are 8-bit integers too.',
  hint: 'Set `inference_input_type=tf.uint8` and `inference_output_type=tf.uint8` (onnx2tf: `-iqd uint8 -oqd uint8`); bound the picture with a clipped ReLU instead of a float dequantised output.',
  check({ graph }) {
    const isFloat = (id: number): boolean => graph.tensors[id]?.type === 'FLOAT32';
    const port = [...graph.inputs, ...graph.outputs].find(isFloat);
    const isInteger = graph.tensors.some(
      ({ type, data }) => data === undefined && (type === 'INT8' || type === 'UINT8'),
    );
    const tensor = port === undefined ? undefined : graph.tensors[port];
    if (tensor === undefined || !isInteger) return undefined;
    const node = graph.nodes.find(
      ({ inputs, outputs }) => inputs.includes(tensor.id) || outputs.includes(tensor.id),
    );
    const operator = node?.origins[0];
    const place = operator === undefined ? '' : ` at operator ${operator} (${node?.builtin})`;
    return {
      detail: `${tensorText(tensor)}${place} is FLOAT32, though the network inside is integer`,
      ...(operator === undefined ? {} : { operator }),
      tensor: tensor.id,
    };
  },
};
