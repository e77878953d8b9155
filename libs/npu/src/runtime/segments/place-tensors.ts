import type { Program } from '../../binary/program.js';
import type { MemoryLayout } from '../rows/memory-layout.js';
import { bytesOfTensor } from '../tensor-view.js';
import type { Stretch } from './split-program.js';

/** Bytes behind a tensor that kernels may read. */
const readableBytes = 64;

interface Place {
  readonly address: number;
  readonly bytes: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Places of the tensors that lie in memory in full, by position.
 *
 * Tensors that are never alive in the same stretch share a place where they fit. Constants that only scalar kernels
 * read stay outside.
 */
export function placeTensors(
  program: Program,
  stretches: readonly Stretch[],
  layout: MemoryLayout,
): ReadonlyMap<number, number> {
  const addresses = new Map<number, number>();
  const arena: { -readonly [Key in keyof Place]: Place[Key] }[] = [];
  const ranges = aliveRanges(program, stretches);
  for (const [position, { first, last }] of ranges) {
    const tensor = program.tensors[position];
    if (tensor === undefined) continue;
    if (tensor.data !== undefined) {
      const padded = new Uint8Array(tensor.data.length + readableBytes);
      padded.set(tensor.data);
      addresses.set(position, layout.place(padded));
      continue;
    }
    const bytes = bytesOfTensor(tensor) + readableBytes;
    const free = arena
      .filter((place) => place.last < first && place.bytes >= bytes && place.bytes < 2 * bytes)
      .toSorted((a, b) => a.bytes - b.bytes)[0];
    if (free === undefined) {
      const address = layout.reserve(bytes);
      arena.push({ address, bytes, first, last });
      addresses.set(position, address);
    } else {
      free.last = last;
      addresses.set(position, free.address);
    }
  }
  return addresses;
}

/** First and last stretch that touches each tensor, in the order of first use. */
function aliveRanges(
  program: Program,
  stretches: readonly Stretch[],
): ReadonlyMap<number, { first: number; last: number }> {
  const ranges = new Map<number, { first: number; last: number }>();
  const touch = (position: number, index: number): void => {
    const known = ranges.get(position);
    ranges.set(position, { first: known?.first ?? index, last: index });
  };
  for (const input of program.inputs) touch(input, -1);
  stretches.forEach((stretch, index) => {
    if (stretch.kind === 'rows') {
      for (const position of stretch.wholeTensors) touch(position, index);
      return;
    }
    const { inputs, outputs } = stretch.operation;
    const computed = inputs.filter((position) => program.tensors[position]?.data === undefined);
    for (const position of [...computed, ...outputs]) touch(position, index);
  });
  for (const output of program.outputs) touch(output, stretches.length);
  return ranges;
}
