import type { Placement } from './placement.js';

/** A maximal run of operators on the same unit. */
export interface Partition {
  readonly unit: 'npu' | 'cpu';
  /** Positions in the list of nodes. */
  readonly nodes: readonly number[];
}

/** Cuts the nodes, in execution order, wherever the unit changes; refused ones belong to no partition. */
export function partition(placements: readonly Placement[]): readonly Partition[] {
  const partitions: { unit: 'npu' | 'cpu'; nodes: number[] }[] = [];
  placements.forEach(({ unit }, node) => {
    if (unit === 'none') return;
    const last = partitions.at(-1);
    if (last?.unit === unit) last.nodes.push(node);
    else partitions.push({ unit, nodes: [node] });
  });
  return partitions;
}
