import type { Program, ProgramOperation, ProgramTensor } from '../binary/program.js';
import type { Mapping } from '../delegate/map-model.js';
import { listLayers } from '../timing/list-layers.js';
import { versions } from '../versions.js';
import { lowerGraph, type Operation } from './lower-graph.js';
import { planMemory } from './plan-memory.js';

/** Lowers an accepted mapping, plans its memory and lists its layers. */
export function buildProgram(mapping: Mapping): Program {
  const { graph } = mapping;
  const operations = lowerGraph(graph);
  const plan = planMemory(graph, operations);
  const used = usedTensors(operations, graph.inputs, graph.outputs);
  const position = new Map(used.map((id, index) => [id, index]));
  const at = (id: number): number => position.get(id) ?? 0;
  const tensors = used.flatMap((id): ProgramTensor[] => {
    const tensor = graph.tensors[id];
    if (tensor === undefined) return [];
    const { name, type, shape, quantization, data } = tensor;
    return [{ name, type, shape, quantization, data, offset: plan.offsets.get(id) ?? 0 }];
  });
  const layers = listLayers(graph, mapping.placements);
  return {
    target: 'vs680-emulated',
    compilerVersion: versions.compiler,
    tensors,
    operations: operations.map((operation, index): ProgramOperation => ({
      ...operation,
      inputs: operation.inputs.map(at),
      outputs: operation.outputs.map(at),
      unit: mapping.placements[index]?.unit === 'cpu' ? 'cpu' : 'npu',
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
function usedTensors(
  operations: readonly Operation[],
  inputs: readonly number[],
  outputs: readonly number[],
): readonly number[] {
  const ids = new Set([
    ...inputs,
    ...outputs,
    ...operations.flatMap((step) => [...step.inputs, ...step.outputs]),
  ]);
  return [...ids].toSorted((a, b) => a - b);
}
