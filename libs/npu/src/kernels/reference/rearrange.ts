import { defineKernel } from '../kernel.js';

export type RearrangeParameters = {
  /** Sizes of the box of runs that are moved. */
  readonly sizes: readonly number[];
  /** Byte offset in the input of every position of every axis, axis after axis. */
  readonly reads: Int32Array;
  /** Byte offset in the output, likewise. */
  readonly writes: Int32Array;
  /** Bytes that lie together on both sides. */
  readonly runBytes: number;
  /** Bytes of the element that fills what is not written; empty when all is. */
  readonly fill: Uint8Array;
};

/**
 * Moves bytes unchanged: output[Σ writes[axis][i]] = input[Σ reads[axis][i]] for every position of a box.
 *
 * Slices, transposes, paddings, tiles and blocks of pixels differ only in their tables of offsets.
 */
export const rearrange = defineKernel<RearrangeParameters>({
  name: 'rearrange',
  run({ sizes, reads, writes, runBytes, fill }, [input], [output]) {
    if (input === undefined || output === undefined) return;
    const source = input.bytes;
    const target = output.bytes;
    if (fill.length > 0) fillWith(target, fill);
    const starts: number[] = [];
    let start = 0;
    for (const size of sizes) {
      starts.push(start);
      start += size;
    }
    const visit = (axis: number, from: number, to: number): void => {
      if (axis === sizes.length) {
        for (let i = 0; i < runBytes; i++) target[to + i] = source[from + i] as number;
        return;
      }
      const first = starts[axis] as number;
      const end = first + (sizes[axis] as number);
      for (let i = first; i < end; i++) {
        visit(axis + 1, from + (reads[i] as number), to + (writes[i] as number));
      }
    };
    visit(0, 0, 0);
  },
});

function fillWith(target: Uint8Array, element: Uint8Array): void {
  if (element.length === 1) target.fill(element[0] as number);
  else for (let at = 0; at < target.length; at += element.length) target.set(element, at);
}
