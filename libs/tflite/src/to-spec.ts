import type { ModelSpec } from './model-spec.js';
import type { Model } from './model.js';

/** A model as a spec, so that it can be changed and written again; sparse tensors keep their mark only. */
export function toSpec(model: Model): ModelSpec & Pick<Model, 'subgraphs'> {
  return {
    version: model.version,
    description: model.description,
    signatures: model.signatures,
    metadata: model.metadata,
    subgraphs: model.subgraphs,
  };
}
