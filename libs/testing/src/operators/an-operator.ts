import type { OperatorSpec, SubgraphSpec, TensorSpec } from '@npufarm/tflite';

export interface OperatorModelOptions extends Pick<OperatorSpec, 'builtin' | 'version' | 'options'> {
  /** In the operator's order; constants are constants, the rest are the model's inputs; `undefined` is left out. */
  readonly inputs: readonly (TensorSpec | undefined)[];
  readonly outputs: readonly TensorSpec[];
}

/** A model of one operator. */
export function anOperator(model: OperatorModelOptions): SubgraphSpec {
  const { builtin, version = 1, options = {}, inputs, outputs } = model;
  const present = inputs.filter((tensor) => tensor !== undefined);
  const tensors = [...present, ...outputs].map((tensor, id) => ({ ...tensor, name: `${tensor.name} ${id}` }));
  const ids = new Map(present.map((tensor, id) => [tensor, id]));
  const idOf = (tensor: TensorSpec | undefined): number =>
    tensor === undefined ? -1 : (ids.get(tensor) ?? -1);
  return {
    tensors,
    inputs: present.flatMap((tensor, id) => (tensor.data === undefined ? [id] : [])),
    outputs: outputs.map((_, position) => present.length + position),
    operators: [
      {
        builtin,
        version,
        options,
        inputs: inputs.map(idOf),
        outputs: outputs.map((_, position) => present.length + position),
      },
    ],
  };
}
