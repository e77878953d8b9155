import type { OperatorSpec, SubgraphSpec, TensorSpec } from '@npufarm/tflite';

/**
 * Writes every dense int8 CONV_2D as CONCATENATION(x, …, x) and a grouped CONV_2D over it.
 *
 * It computes the same, but LiteRT's optimised kernels do not take groups: it falls back to the reference kernel,
 * which rounds twice. The number of groups is the smallest divisor of the output channels above 1; a convolution
 * of one output channel stays as it is.
 */
export function groupConvolutions(subgraph: SubgraphSpec): SubgraphSpec {
  const tensors: TensorSpec[] = [...subgraph.tensors];
  const operators = subgraph.operators.flatMap((operator): readonly OperatorSpec[] => {
    const [inputId = -1, filterId = -1, ...rest] = operator.inputs;
    const input = subgraph.tensors[inputId];
    const [outputs = 0, , , depth] = subgraph.tensors[filterId]?.shape ?? [];
    const groups = smallestDivisor(outputs);
    const isConvolution = operator.builtin === 'CONV_2D' && input?.type === 'INT8';
    if (!isConvolution || depth === undefined || input.shape[3] !== depth || groups === undefined)
      return [operator];
    const repeated = tensors.push({
      ...input,
      name: `${input.name} x${groups}`,
      shape: [...input.shape.slice(0, 3), depth * groups],
      shapeSignature: undefined,
    });
    const copies: OperatorSpec = {
      builtin: 'CONCATENATION',
      version: 2,
      inputs: Array.from({ length: groups }, () => inputId),
      outputs: [repeated - 1],
      options: { axis: 3 },
    };
    return [copies, { ...operator, inputs: [repeated - 1, filterId, ...rest] }];
  });
  return { ...subgraph, tensors, operators };
}

function smallestDivisor(value: number): number | undefined {
  for (let divisor = 2; divisor <= value; divisor++) if (value % divisor === 0) return divisor;
  return undefined;
}
