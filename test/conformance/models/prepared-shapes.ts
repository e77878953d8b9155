import { mapModel, policyPresets } from '@npufarm/npu';
import { readModel, writeModel, type SubgraphSpec } from '@npufarm/tflite';

/** A model with the shapes that preparing it gives; LiteRT sizes its buffers by the shapes in the file. */
export function withPreparedShapes(spec: SubgraphSpec): SubgraphSpec {
  const { permissive } = policyPresets;
  if (permissive === undefined) throw new Error('there is a permissive policy');
  const { graph, issues } = mapModel(readModel(writeModel(spec)), permissive);
  if (issues.length > 0) throw new Error(issues.map(({ detail }) => detail).join('\n'));
  const tensors = spec.tensors.map((tensor, id) => ({
    ...tensor,
    shape: graph.tensors[id]?.shape ?? tensor.shape,
  }));
  return { ...spec, tensors };
}
