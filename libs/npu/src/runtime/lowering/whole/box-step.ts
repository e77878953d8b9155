import { boxCode } from '../../../kernels/box/box.js';
import type { BoxForm } from '../../../kernels/box/box-form.js';
import { bytesOf, sameRow, type RowStep } from '../../rows/row-step.js';
import { simplifyBox, type Box, type BoxAxis } from './box.js';
import { partStart, wholeTensor } from './whole-tensor.js';

/** Bytes that one call moves about, which keeps what it reads again in the nearest cache. */
const bytesPerPart = 2 ** 15;
const mostParts = 64;
/** A run is cut into parts from this length on. */
const fewestCutBytes = 2 ** 16;

/** Where the bytes of a box come from: a tensor of the program, or a constant. */
export type BoxSource = number | Uint8Array;

/** The step that moves a box into a tensor, through a table of codes if one is given. */
export function boxStep(source: BoxSource, output: number, given: Box, table?: Uint8Array): RowStep {
  const box = cutLongRun(simplifyBox(given));
  const { axes, runBytes } = box;
  const cut = axes.reduce((best, { size }, axis) => (size > (axes[best]?.size ?? 0) ? axis : best), 0);
  const cutSize = axes[cut]?.size ?? 1;
  const bytes = axes.reduce((product, { size }) => product * size, runBytes);
  const parts = Math.max(1, Math.min(mostParts, cutSize, Math.round(bytes / bytesPerPart)));
  const inner = axes.at(-1);
  const hasInner = inner?.kind === 'steps' && inner.read >= 0 && inner.write >= 0;
  const form: BoxForm = {
    axes: axes.map(({ kind }) => kind),
    inner: hasInner ? { read: inner.read, write: inner.write } : undefined,
    runBytes,
    hasTable: table !== undefined,
  };
  const tables = axes.flatMap((axis) =>
    axis.kind === 'tables' ? [bytesOf(axis.reads), bytesOf(axis.writes)] : [],
  );
  const constants = [...tables, table ?? [], typeof source === 'number' ? [] : source].filter(
    (constant) => constant instanceof Uint8Array,
  );
  return {
    code: boxCode(form),
    inputs: typeof source === 'number' ? [{ ...sameRow(wholeTensor(source)), firstRow: () => 0 }] : [],
    output: wholeTensor(output, parts),
    rows: 1,
    constants,
    scratchBytes: 0,
    argumentWords(call) {
      const first = partStart(call.row, parts, cutSize);
      const end = partStart(call.row + 1, parts, cutSize);
      const start = typeof source === 'number' ? call.input(0, 0) : call.constant(constants.length - 1);
      let tablesSeen = 0;
      const words = axes.flatMap((axis, index) => {
        const skipped = index === cut ? first : 0;
        const size = index === cut ? end - first : axis.size;
        if (axis.kind === 'steps') return [size, axis.read, axis.write];
        const reads = call.constant(tablesSeen++);
        return [size, reads + 4 * skipped, call.constant(tablesSeen++) + 4 * skipped];
      });
      const cutAxis = axes[cut];
      const skip = (step: 'read' | 'write'): number =>
        cutAxis?.kind === 'steps' ? first * cutAxis[step] : 0;
      return [
        start + box.read + skip('read'),
        call.output(call.row) + box.write + skip('write'),
        table === undefined ? 0 : call.constant(tables.length),
        ...words,
      ];
    },
  };
}

/** A box that is one long run, as runs that threads can share. */
function cutLongRun(box: Box): Box {
  if (box.axes.length > 0 || box.runBytes < fewestCutBytes) return box;
  const runBytes = largestDivisor(box.runBytes);
  const axis: BoxAxis = { kind: 'steps', size: box.runBytes / runBytes, read: runBytes, write: runBytes };
  return { ...box, axes: [axis], runBytes };
}

/** The largest divisor that leaves every part a run. */
function largestDivisor(bytes: number): number {
  for (let divisor = bytesPerPart; divisor > bytesPerPart / 16; divisor--) {
    if (bytes % divisor === 0) return divisor;
  }
  return bytes;
}
