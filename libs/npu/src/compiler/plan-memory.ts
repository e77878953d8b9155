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
 * Largest first, each at the lowest free offset. Inputs live from the start, outputs to the end.
 */
export function planMemory(list: OperationList): MemoryPlan {
  const placed: { range: LiveRange; offset: number }[] = [];
  const ranges = liveRanges(list).toSorted((a, b) => b.bytes - a.bytes || a.tensor - b.tensor);
  for (const range of ranges) {
    const neighbours = placed
      .filter((other) => other.range.first <= range.last && range.first <= other.range.last)
      .toSorted((a, b) => a.offset - b.offset);
    let offset = 0;
    for (const other of neighbours) {
      if (offset + range.bytes <= other.offset) break;
      offset = Math.max(offset, align(other.offset + other.range.bytes));
    }
    placed.push({ range, offset });
  }
  return {
    offsets: new Map(placed.map(({ range, offset }) => [range.tensor, offset])),
    arenaBytes: placed.reduce((end, { range, offset }) => Math.max(end, align(offset + range.bytes)), 0),
  };
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
