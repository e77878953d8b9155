import { mapModel, policyPresets } from '@npufarm/npu';
import { readModel, toSpec, type SubgraphSpec } from '@npufarm/tflite';

/** A model of one input rewritten for another input shape: LiteRT.js cannot resize inputs itself. */
export function resizeModel(file: Uint8Array, inputShape: readonly number[]): SubgraphSpec {
  const model = readModel(file);
  const { permissive } = policyPresets;
  const [subgraph] = toSpec(model).subgraphs;
  if (permissive === undefined || subgraph === undefined) throw new Error('a model has a subgraph');
  const { graph, issues } = mapModel(model, permissive, { inputShapes: [inputShape] });
  if (issues.length > 0) throw new Error(`the model does not fit: ${issues[0]?.detail}`);
  return {
    ...subgraph,
    tensors: subgraph.tensors.map((tensor, id) => ({
      ...tensor,
      shape: graph.tensors[id]?.shape ?? tensor.shape,
      shapeSignature: undefined,
    })),
  };
}
