import { asNhwc } from '../../graph/shape.js';
import { floatPosition, type FloatPosition } from '../../kernels/reference/resize-bilinear-float.js';
import type { ResizeBilinearParameters } from '../../kernels/reference/resize-bilinear.js';
import { bilinearFloatCode } from '../../kernels/resize/bilinear-float.js';
import { bytesOf } from '../rows/row-step.js';
import { borderWords, pixelBytes, widenBorders } from '../rows/row-tensor.js';
import { defineLowering } from './lower-operation.js';

const bits = new DataView(new ArrayBuffer(4));

/** Bilinear resizing of unsigned bytes. */
export const resizeBilinearFloat = defineLowering({
  kernel: 'resize-bilinear-float',
  lower({ inputs: [input], outputs: [output], parameters }, { builder }) {
    if (input === undefined || output === undefined) return false;
    if ([input, output].some((position) => builder.tensor(position).type !== 'UINT8')) return false;
    const [, height, width] = asNhwc(builder.tensor(input).shape);
    const [, outHeight, outWidth] = asNhwc(builder.tensor(output).shape);
    const { alignCorners, halfPixelCenters } = parameters as unknown as ResizeBilinearParameters;
    const positions = (from: number, to: number): readonly FloatPosition[] =>
      Array.from({ length: to }, (_, index) =>
        floatPosition(index, from, to, alignCorners, halfPixelCenters),
      );
    const rows = positions(height, outHeight);
    const [source, target] = [builder.read(input), builder.define(output)];
    const elements = pixelBytes(source);
    widenBorders(source, { overrunBytes: 64 });
    widenBorders(target, { overrunBytes: 64 });
    const columns = Int32Array.from(
      positions(width, outWidth).flatMap(({ lower, upper, weight, rest }) => [
        lower * elements * 4,
        upper * elements * 4,
        floatBits(weight),
        floatBits(rest),
      ]),
    );
    const planeBytes = Math.ceil((width * elements) / 8) * 32;
    const at = (row: number): FloatPosition => rows[row] ?? { lower: 0, upper: 0, weight: 0, rest: 1 };
    builder.steps.push({
      code: bilinearFloatCode(elements),
      inputs: [
        {
          tensor: source,
          firstRow: (row) => Math.min(at(row).lower, at(row).upper),
          lastRow: (row) => Math.max(at(row).lower, at(row).upper),
        },
      ],
      output: target,
      rows: 1,
      constants: [bytesOf(columns)],
      scratchBytes: 2 * planeBytes,
      argumentWords(call) {
        const { lower, upper, weight, rest } = at(call.row);
        return [
          call.input(0, lower),
          call.input(0, upper),
          call.output(call.row),
          floatBits(rest),
          floatBits(weight),
          width * elements,
          outWidth,
          call.constant(0),
          call.scratch,
          planeBytes,
          ...borderWords(target),
        ];
      },
    });
    return true;
  },
});

/** A float32 as the integer of the same bits. */
function floatBits(value: number): number {
  bits.setFloat32(0, value);
  return bits.getInt32(0);
}
