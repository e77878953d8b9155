import type { Program, ProgramTensor } from '../binary/program.js';
import type { Mapping } from '../delegate/map-model.js';
import { listLayers } from '../timing/list-layers.js';
import { versions } from '../versions.js';
import { lowerGraph } from './lower-graph.js';
import { ModelFault } from '../model-fault.js';
import type { Operation, OperationList } from './operation-list.js';
import type { Rewrite } from './rewrites/rewrite.js';
import { planMemory } from './plan-memory.js';
import { rewriteOperations } from './rewrites/operations/rewrite-operations.js';

const largestArenaBytes = 2 ** 30;

/**
 * Lowers an accepted mapping, plans its memory and lists its layers.
 *
 * Throws a ModelFault for integers that cannot be derived and for a network that needs more memory than there is.
 */
export function buildProgram(mapping: Mapping, rewrites?: readonly Rewrite<Operation>[]): Program {
  const { graph } = mapping;
  const list = rewriteOperations(lowerGraph(graph, mapping.placements), rewrites);
  const plan = planMemory(list);
  if (plan.arenaBytes > largestArenaBytes) throw tooLarge(plan.arenaBytes);
  const used = usedTensors(list);
  const position = new Map(used.map((id, index) => [id, index]));
  const at = (id: number): number => position.get(id) ?? 0;
  const tensors = used.flatMap((id): ProgramTensor[] => {
    const tensor = list.tensors[id];
    if (tensor === undefined) return [];
    const { name, type, shape, quantization, data } = tensor;
    return [{ name, type, shape, quantization, data, offset: plan.offsets.get(id) ?? 0 }];
  });
  const layers = listLayers(graph, mapping.placements);
  return {
    target: 'vs680-emulated',
    compilerVersion: versions.compiler,
    tensors,
    operations: list.operations.map((operation) => ({
      ...operation,
      inputs: operation.inputs.map(at),
      outputs: operation.outputs.map(at),
    })),
    inputs: graph.inputs.map(at),
    outputs: graph.outputs.map(at),
    arenaBytes: plan.arenaBytes,
    weightBytes: layers.reduce(
      (sum, { work }) => sum + (work.kind === 'convolution' ? work.weightBytes : 0),
      0,
    ),
    layers,
  };
}

/** Tensors that the steps touch, by id. */
function usedTensors({ operations, inputs, outputs }: OperationList): readonly number[] {
  const ids = new Set([
    ...inputs,
    ...outputs,
    ...operations.flatMap((step) => [...step.inputs, ...step.outputs]),
  ]);
  return [...ids].toSorted((a, b) => a - b);
}

function tooLarge(bytes: number): ModelFault {
  return new ModelFault({
    id: 'memory.arena',
    rule: 'The activations alive at the same time fit into 1 GiB.',
    detail: `the network needs ${bytes} bytes`,
    hint: 'Shorten skip connections and avoid wide layers at full resolution; enlarge at the very end with DEPTH_TO_SPACE.',
  });
}
