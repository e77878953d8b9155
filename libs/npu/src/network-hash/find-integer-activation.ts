import type { Model } from '@npufarm/tflite';

const integerTypes: ReadonlySet<string> = new Set(['INT4', 'INT8', 'UINT8', 'INT16']);

/** A tensor by its place in the file. */
export interface NamedTensor {
  readonly index: number;
  readonly name: string;
  readonly type: string;
}

/** The first activation of integer codes; undefined for a model that computes in floating point throughout, whatever its weights. */
export function findIntegerActivation(model: Model): NamedTensor | undefined {
  const tensor = model.subgraphs
    .flatMap(({ tensors }) => tensors)
    .find(({ data, type }) => data === undefined && integerTypes.has(type));
  return tensor === undefined ? undefined : { index: tensor.index, name: tensor.name, type: tensor.type };
}
