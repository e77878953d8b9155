import { asNhwc } from '../../graph/shape.js';
import { poolCode } from '../../kernels/pool/pool.js';
import {
  mostElements,
  mostWrittenColumns,
  narrowElements,
  type PoolForm,
} from '../../kernels/pool/pool-form.js';
import type { PoolParameters } from '../../kernels/reference/pool.js';
import { bytesOf } from '../rows/row-step.js';
import { borderWords, pixelBytes, widenBorders } from '../rows/row-tensor.js';
import { flipOf } from '../rows/segment-builder.js';
import { defineLowering } from './lower-operation.js';

/** Columns of a window, which may all lie in the border. */
const mostColumns = 4096;

/**
 * Maxima and averages. Borders hold what changes neither: the least code, or the code that counts as zero in a sum of
 * signed bytes. Averages of more than 2^15 elements have no fast form.
 */
export const pool = defineLowering({
  kernel: 'pool',
  lower({ inputs: [input], outputs: [output], parameters }, { builder }) {
    if (input === undefined || output === undefined) return false;
    const p = parameters as unknown as PoolParameters;
    const [, height, width] = asNhwc(builder.tensor(input).shape);
    const [, outHeight, outWidth] = asNhwc(builder.tensor(output).shape);
    const flip = flipOf(builder.tensor(input));
    const rows = countInside(outHeight, height, p.filterHeight, p.strideHeight, p.padTop);
    const columns = countInside(outWidth, width, p.filterWidth, p.strideWidth, p.padLeft);
    if (Math.min(...rows, ...columns) < 1) return false;
    if (p.filterWidth > mostColumns) return false;
    const most = Math.max(...rows) * Math.max(...columns);
    if (p.average && most > mostElements) return false;
    const source = builder.read(input, p.average ? 0 : -128);
    const target = builder.define(output);
    const bytes = pixelBytes(source);
    const heights = [...new Set(rows)];
    const divisors = p.average ? heights.map((count) => divisorsOf(columns, count, flip)) : [];
    // Windows of stride 1 lie side by side, so that a row is one step.
    const isOneStep = !p.average && p.strideWidth === 1;
    const form: PoolForm = {
      kind: p.average ? 'average' : 'maximum',
      isWide: p.average && most > narrowElements,
      inputStepBytes: p.strideWidth * bytes,
      outputStepBytes: bytes,
      columnBytes: bytes,
      columns: p.filterWidth <= mostWrittenColumns ? p.filterWidth : 0,
    };
    const runs = runsOf(p.filterWidth);
    const firstLine = (row: number): number => Math.max(0, row * p.strideHeight - p.padTop);
    widenBorders(source, {
      lead: p.padLeft,
      trail: Math.max(0, (outWidth - 1) * p.strideWidth - p.padLeft + p.filterWidth - width),
    });
    builder.steps.push({
      code: poolCode(form),
      inputs: [
        {
          tensor: source,
          firstRow: firstLine,
          lastRow: (row) => firstLine(row) + (rows[row] ?? 1) - 1,
        },
      ],
      output: target,
      rows: 1,
      constants: divisors,
      scratchBytes: 0,
      argumentWords: (call) => [
        call.output(call.row),
        isOneStep ? 1 : outWidth,
        isOneStep ? outWidth * bytes : bytes,
        p.average ? call.constant(heights.indexOf(rows[call.row] ?? 0)) : 0,
        p.minimum - flip,
        p.maximum - flip,
        flip,
        ...borderWords(target),
        (rows[call.row] ?? 1) * runs.length,
        ...Array.from({ length: rows[call.row] ?? 1 }, (_, line) =>
          runs.map(({ column, columns: length }) => [
            call.input(0, firstLine(call.row) + line) + (column - p.padLeft) * bytes,
            length * bytes,
          ]),
        ).flat(2),
      ],
    });
    return true;
  },
});

/** For every position along an axis, how much of its window lies inside. */
function countInside(
  outputs: number,
  size: number,
  filter: number,
  stride: number,
  pad: number,
): readonly number[] {
  return Array.from({ length: outputs }, (_, index) => {
    const first = index * stride - pad;
    return Math.min(size, first + filter) - Math.max(0, first);
  });
}

/** Triples as the kernel reads them, for windows of `height` rows. */
function divisorsOf(columns: readonly number[], height: number, flip: number): Uint8Array {
  const table = new ArrayBuffer(columns.length * 12);
  const view = new DataView(table);
  columns.forEach((width, index) => {
    const count = height * width;
    view.setFloat32(index * 12, count, true);
    view.setFloat32(index * 12 + 4, count >> 1, true);
    view.setInt32(index * 12 + 8, flip * count, true);
  });
  return bytesOf(view);
}

/** A row of a window, cut where a sum of 16 bits could overflow. */
function runsOf(filterWidth: number): readonly { readonly column: number; readonly columns: number }[] {
  return Array.from({ length: Math.ceil(filterWidth / narrowElements) }, (_, piece) => {
    const column = piece * narrowElements;
    return { column, columns: Math.min(narrowElements, filterWidth - column) };
  });
}
