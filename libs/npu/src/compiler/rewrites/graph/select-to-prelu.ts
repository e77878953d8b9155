import type { GraphNode, GraphTensor } from '../../../graph/graph.js';
import type { Rewrite } from '../rewrite.js';

/**
 * GREATER(x, 0), MUL(x, slope) and SELECT between x and the product as one PRELU.
 *
 * Only where x, product and result share one quantisation, so that both sides of the choice keep their codes and
 * PRELU derives the product's multiplier from the same scales.
 */
export const selectToPrelu: Rewrite<GraphNode> = {
  name: 'select-to-prelu',
  match: ({ list, soleProducer }, position) => {
    const select = list.steps[position];
    if (select?.builtin !== 'SELECT' && select?.builtin !== 'SELECT_V2') return undefined;
    const [condition = -1, positive = -1, negative = -1] = select.inputs;
    const greaterPosition = soleProducer(condition);
    const productPosition = soleProducer(negative);
    const greater = greaterPosition === undefined ? undefined : list.steps[greaterPosition];
    const product = productPosition === undefined ? undefined : list.steps[productPosition];
    if (greaterPosition === undefined || productPosition === undefined) return undefined;
    if (greater?.builtin !== 'GREATER' || product?.builtin !== 'MUL') return undefined;
    const slope = product.inputs.find((id) => id !== positive);
    const slopeTensor = slope === undefined ? undefined : list.tensors[slope];
    const [compared, zero = -1] = greater.inputs;
    const result = list.tensors[select.outputs[0] ?? -1];
    const input = list.tensors[positive];
    if (!product.inputs.includes(positive) || compared !== positive || slopeTensor?.data === undefined)
      return undefined;
    if (product.options['fusedActivation'] !== 'NONE' || !isZero(list.tensors[zero])) return undefined;
    if (!sameQuantization(input, list.tensors[negative]) || !sameQuantization(input, result))
      return undefined;
    const node: GraphNode = {
      builtin: 'PRELU',
      options: {},
      inputs: [positive, slopeTensor.id],
      outputs: select.outputs,
      customCode: undefined,
      origins: [...greater.origins, ...product.origins, ...select.origins],
    };
    return { removed: [greaterPosition, productPosition, position], inserted: [node] };
  },
};

function isZero(tensor: GraphTensor | undefined): boolean {
  if (tensor?.data?.length !== 1 || (tensor.type !== 'INT8' && tensor.type !== 'UINT8')) return false;
  const code = tensor.type === 'INT8' ? ((tensor.data[0] ?? 0) << 24) >> 24 : (tensor.data[0] ?? 0);
  return code === (tensor.quantization?.zeroPoint[0] ?? 0);
}

function sameQuantization(a: GraphTensor | undefined, b: GraphTensor | undefined): boolean {
  return (
    a !== undefined && b !== undefined && a.type === b.type && quantizationText(a) === quantizationText(b)
  );
}

function quantizationText({ quantization }: GraphTensor): string {
  return JSON.stringify([quantization?.scale, quantization?.zeroPoint]);
}
