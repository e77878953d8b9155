import { dataBytes } from '@npufarm/tflite';
import { elementsOf } from '../graph/shape.js';
import { invariant } from '../invariant.js';
import type { OperationList } from './operation-list.js';

export interface MemoryPlan {
  /** Byte offset in the arena of every tensor that is computed or fed. */
  readonly offsets: ReadonlyMap<number, number>;
  readonly arenaBytes: number;
}

interface LiveRange {
  readonly tensor: number;
  readonly bytes: number;
  readonly first: number;
  readonly last: number;
}

const alignment = 64;

/**
 * Lays tensors into one arena so that those alive at the same time never overlap.
 *
 * In order of execution, each at the smallest gap that holds it. Inputs live from the start, outputs to the end.
 */
export function planMemory(list: OperationList): MemoryPlan {
  const offsets = new Map<number, number>();
  const alive: Placed[] = [];
  let arenaBytes = 0;
  for (const range of liveRanges(list)) {
    for (let index = alive.length - 1; index >= 0; index--) {
      if ((alive[index]?.last ?? 0) < range.first) alive.splice(index, 1);
    }
    const offset = smallestGap(alive, range.bytes);
    const end = align(offset + range.bytes);
    const position = alive.findIndex((other) => other.offset > offset);
    alive.splice(position < 0 ? alive.length : position, 0, { offset, end, last: range.last });
    offsets.set(range.tensor, offset);
    arenaBytes = Math.max(arenaBytes, end);
  }
  return { offsets, arenaBytes };
}

/** Bytes of the arena that a tensor holds until the step `last` has run. */
interface Placed {
  readonly offset: number;
  readonly end: number;
  readonly last: number;
}

/** Start of the smallest gap between tensors in order of their offsets; behind all of them when none is large enough. */
function smallestGap(alive: readonly Placed[], bytes: number): number {
  let best = { offset: alive.reduce((end, other) => Math.max(end, other.end), 0), bytes: Infinity };
  let start = 0;
  for (const { offset, end } of alive) {
    const gap = offset - start;
    if (gap >= bytes && gap < best.bytes) best = { offset: start, bytes: gap };
    start = Math.max(start, end);
  }
  return best.offset;
}

function liveRanges({ tensors, operations, inputs, outputs }: OperationList): readonly LiveRange[] {
  const first = new Map<number, number>(inputs.map((id) => [id, -1]));
  const last = new Map<number, number>(inputs.map((id) => [id, -1]));
  operations.forEach((operation, step) => {
    for (const id of operation.outputs) {
      first.set(id, step);
      last.set(id, step);
    }
    for (const id of operation.inputs) if (first.has(id)) last.set(id, step);
  });
  for (const id of outputs) last.set(id, operations.length);
  return [...first].map(([tensor, start]) => {
    const { type, shape } = tensors[tensor] ?? {};
    invariant(type !== undefined && shape !== undefined, `tensor ${tensor} exists`);
    const bytes = dataBytes(type, elementsOf(shape));
    invariant(bytes !== undefined, `placement refused type ${type}`);
    return { tensor, bytes, first: start, last: last.get(tensor) ?? start };
  });
}

function align(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}
