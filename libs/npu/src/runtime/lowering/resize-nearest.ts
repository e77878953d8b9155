import { asNhwc } from '../../graph/shape.js';
import {
  resizeNearest as scalar,
  type ResizeNearestParameters,
} from '../../kernels/reference/resize-nearest.js';
import { boxCode } from '../../kernels/box/box.js';
import { moveStep } from '../rows/move-step.js';
import { bytesOf, type RowStep } from '../rows/row-step.js';
import { pixelBytes, type RowTensor } from '../rows/row-tensor.js';
import { viewBytes } from '../view-bytes.js';
import { defineLowering } from './lower-operation.js';

/** Copies of a pixel that are written out. */
const mostCopies = 16;

/**
 * Enlarging by whole factors copies every pixel as often as the scalar kernel reads it; other sizes pick a pixel for
 * every result.
 */
export const resizeNearest = defineLowering({
  kernel: 'resize-nearest',
  lower({ inputs: [input], outputs: [output], parameters }, { builder }) {
    if (input === undefined || output === undefined) return false;
    const p = parameters as unknown as ResizeNearestParameters;
    const [, height, width, channels] = asNhwc(builder.tensor(input).shape);
    const [, outHeight, outWidth] = asNhwc(builder.tensor(output).shape);
    const factor = outWidth / width;
    const rows = sourcesOf(height, outHeight, p);
    const columns = sourcesOf(width, outWidth, p);
    const source = builder.read(input);
    const repeats = columns.every((column, index) => column === Math.floor(index / factor));
    if (!repeats || !Number.isInteger(factor) || factor > mostCopies) {
      builder.steps.push(pickStep(source, builder.define(output), rows, columns));
      return true;
    }
    builder.addMove(output, (target, flip) => {
      const step = pixelBytes(target);
      const copies = Array.from({ length: factor }, (_, place) => ({
        source: 0,
        from: 0,
        to: place * step,
        bytes: channels,
      }));
      return moveStep(target, [{ tensor: source, row: (row) => rows[row] ?? 0 }], flip, {
        copies,
        steps: width,
        outputBytes: factor * step,
      });
    });
    return true;
  },
});

function pickStep(
  source: RowTensor,
  target: RowTensor,
  rows: readonly number[],
  columns: readonly number[],
): RowStep {
  const bytes = pixelBytes(source);
  const reads = Int32Array.from(columns, (column) => column * bytes);
  const writes = Int32Array.from(columns, (_, index) => index * bytes);
  const row = (index: number): number => rows[index] ?? 0;
  return {
    code: boxCode({ axes: ['tables'], inner: undefined, runBytes: bytes, hasTable: false }),
    inputs: [{ tensor: source, firstRow: row, lastRow: row }],
    output: target,
    rows: 1,
    constants: [bytesOf(reads), bytesOf(writes)],
    scratchBytes: 0,
    argumentWords: (call) => [
      call.input(0, row(call.row)),
      call.output(call.row),
      0,
      columns.length,
      call.constant(0),
      call.constant(1),
    ],
  };
}

/** Which input position each output position reads, as the scalar kernel shows on positions that name themselves. */
function sourcesOf(from: number, to: number, parameters: ResizeNearestParameters): readonly number[] {
  const names = new Uint8Array(Int32Array.from({ length: from }, (_, index) => index).buffer);
  const results = new Uint8Array(4 * to);
  scalar.run(
    parameters,
    [viewBytes('UINT8', [1, 1, from, 4], names)],
    [viewBytes('UINT8', [1, 1, to, 4], results)],
    { rounding: 'reference' },
  );
  return [...new Int32Array(results.buffer)];
}
