import type { GraphTensor } from '../../graph/graph.js';
import type { Rewrite, Step, StepList, StepListView } from './rewrite.js';

/** Applies one rewrite wherever it matches without touching a step twice; the same list when it matches nowhere. */
export function sweep<S extends Step>(list: StepList<S>, rewrite: Rewrite<S>): StepList<S> {
  const links = linksOf(list);
  const removed = new Set<number>();
  const insertedAt = new Map<number, readonly S[]>();
  const tensors: GraphTensor[] = [];
  const view = { ...links, list, nextTensor: list.tensors.length };
  for (let position = 0; position < list.steps.length; position++) {
    const patch = rewrite.match(view, position);
    if (patch === undefined || patch.removed.some((other) => removed.has(other))) continue;
    for (const other of patch.removed) removed.add(other);
    insertedAt.set(Math.max(...patch.removed), patch.inserted);
    for (const tensor of patch.tensors ?? []) tensors.push(tensor);
    view.nextTensor = list.tensors.length + tensors.length;
  }
  if (removed.size === 0) return list;
  return {
    ...list,
    tensors: [...list.tensors, ...tensors],
    steps: list.steps.flatMap((step, position) =>
      removed.has(position) ? (insertedAt.get(position) ?? []) : [step],
    ),
  };
}

type Links = Pick<StepListView<Step>, 'producer' | 'soleProducer' | 'readers'>;

/** Lists never change, and most rewrites leave them as they are. */
const known = new WeakMap<object, Links>();

function linksOf(list: StepList<Step>): Links {
  const links = known.get(list) ?? indexLinks(list);
  known.set(list, links);
  return links;
}

function indexLinks({ steps, outputs }: StepList<Step>): Links {
  const reads = new Map<number, number>();
  const producers = new Map<number, number>();
  const read = (id: number): unknown => reads.set(id, (reads.get(id) ?? 0) + 1);
  steps.forEach((step, position) => {
    step.inputs.forEach(read);
    const [only, ...others] = step.outputs;
    if (only !== undefined && others.length === 0) producers.set(only, position);
  });
  const results = new Set(outputs);
  const readers = (tensor: number): number => (reads.get(tensor) ?? 0) + (results.has(tensor) ? 1 : 0);
  const producer = (tensor: number): number | undefined => producers.get(tensor);
  return {
    readers,
    producer,
    soleProducer: (tensor) =>
      readers(tensor) === 1 && !results.has(tensor) ? producers.get(tensor) : undefined,
  };
}
