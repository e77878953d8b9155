import type { RearrangeParameters } from '../../../kernels/reference/rearrange.js';
import { bytesOfTensor } from '../../tensor-view.js';
import { axisOf, type BoxAxis } from './box.js';
import { boxStep } from './box-step.js';
import { defineWholeLowering } from './whole-lowering.js';

/** Slices, transposes, paddings, tiles: first what fills the result, then the box that moves. */
export const rearrange = defineWholeLowering({
  kernel: 'rearrange',
  lower({ inputs: [input], outputs: [output], parameters }, { program }) {
    if (input === undefined || output === undefined) return undefined;
    const target = program.tensors[output];
    if (target === undefined) return undefined;
    const { sizes, reads, writes, runBytes, fill } = parameters as unknown as RearrangeParameters;
    if (sizes.some((size) => size < 1)) return undefined;
    const axes: BoxAxis[] = [];
    const from = { read: 0, write: 0 };
    let start = 0;
    for (const size of sizes) {
      const { axis, read, write } = axisOf(
        reads.subarray(start, start + size),
        writes.subarray(start, start + size),
      );
      axes.push(axis);
      from.read += read;
      from.write += write;
      start += size;
    }
    const move = boxStep(input, output, { axes, ...from, runBytes });
    if (fill.length === 0) return [[move]];
    return [[fillStep(fill, output, bytesOfTensor(target))], [move]];
  },
});

const fillBytes = 64;

/** Writes an element into a whole tensor, as many of them at once as lie in a run. */
function fillStep(element: Uint8Array, output: number, bytes: number) {
  const elements = bytes / element.length;
  const together = largestDivisor(elements, fillBytes / element.length);
  const pattern = new Uint8Array(together * element.length);
  for (let at = 0; at < pattern.length; at += element.length) pattern.set(element, at);
  const axis: BoxAxis = { kind: 'steps', size: elements / together, read: 0, write: pattern.length };
  return boxStep(pattern, output, { axes: [axis], read: 0, write: 0, runBytes: pattern.length });
}

function largestDivisor(value: number, most: number): number {
  for (let divisor = most; divisor > 1; divisor--) if (value % divisor === 0) return divisor;
  return 1;
}
