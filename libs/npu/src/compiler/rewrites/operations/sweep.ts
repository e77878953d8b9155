import type { GraphTensor } from '../../../graph/graph.js';
import type { Operation, OperationList } from '../../operation-list.js';
import type { OperationRewrite } from './operation-rewrite.js';

/** Applies one rewrite wherever it matches without touching a step twice; the same list when it matches nowhere. */
export function sweep(list: OperationList, rewrite: OperationRewrite): OperationList {
  const soleProducer = indexSoleProducers(list);
  const removed = new Set<number>();
  const insertedAt = new Map<number, readonly Operation[]>();
  const tensors: GraphTensor[] = [];
  list.operations.forEach((_, position) => {
    const view = { list, nextTensor: list.tensors.length + tensors.length, soleProducer };
    const patch = rewrite.match(view, position);
    if (patch === undefined || patch.removed.some((other) => removed.has(other))) return;
    for (const other of patch.removed) removed.add(other);
    insertedAt.set(Math.max(...patch.removed), patch.inserted);
    tensors.push(...(patch.tensors ?? []));
  });
  if (removed.size === 0) return list;
  return {
    ...list,
    tensors: [...list.tensors, ...tensors],
    operations: list.operations.flatMap((operation, position) =>
      removed.has(position) ? (insertedAt.get(position) ?? []) : [operation],
    ),
  };
}

function indexSoleProducers({ operations, outputs }: OperationList): (tensor: number) => number | undefined {
  const reads = new Map<number, number>();
  const producers = new Map<number, number>();
  operations.forEach((operation, position) => {
    for (const id of operation.inputs) reads.set(id, (reads.get(id) ?? 0) + 1);
    const [only, ...others] = operation.outputs;
    if (only !== undefined && others.length === 0) producers.set(only, position);
  });
  const results = new Set(outputs);
  return (tensor) => (reads.get(tensor) === 1 && !results.has(tensor) ? producers.get(tensor) : undefined);
}
