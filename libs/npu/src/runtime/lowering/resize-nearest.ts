import { asNhwc } from '../../graph/shape.js';
import {
  resizeNearest as scalar,
  type ResizeNearestParameters,
} from '../../kernels/reference/resize-nearest.js';
import { moveStep } from '../rows/move-step.js';
import { pixelBytes } from '../rows/row-tensor.js';
import { viewBytes } from '../view-bytes.js';
import { defineLowering } from './lower-operation.js';

/** Enlarging by whole factors: every pixel is copied as often as the scalar kernel reads it. */
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
    if (columns.some((column, index) => column !== Math.floor(index / factor))) return false;
    if (!Number.isInteger(factor) || factor > 16) return false;
    const source = builder.read(input);
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
