import { asNhwc } from '../../graph/shape.js';
import { bilinearArguments, bilinearCode } from '../../kernels/resize/bilinear.js';
import {
  bilinearPosition,
  bilinearStep,
  type BilinearPosition,
} from '../../kernels/reference/bilinear-position.js';
import type { ResizeBilinearParameters } from '../../kernels/reference/resize-bilinear.js';
import { bytesOf } from '../rows/row-step.js';
import { pixelBytes, widenBorders } from '../rows/row-tensor.js';
import { defineLowering } from './lower-operation.js';

/** Bilinear resizing of signed bytes. */
export const resizeBilinear = defineLowering({
  kernel: 'resize-bilinear',
  lower({ inputs: [input], outputs: [output], parameters }, { builder }) {
    if (input === undefined || output === undefined) return false;
    if (builder.tensor(input).type !== 'INT8') return false;
    const [, height, width] = asNhwc(builder.tensor(input).shape);
    const [, outHeight, outWidth] = asNhwc(builder.tensor(output).shape);
    const p = parameters as unknown as ResizeBilinearParameters;
    const rows = positions(height, outHeight, p);
    const columns = positions(width, outWidth, p);
    const [source, target] = [builder.read(input), builder.define(output)];
    const elements = pixelBytes(source);
    widenBorders(source, { overrunBytes: 64 });
    widenBorders(target, { overrunBytes: 64 });
    const table = Int32Array.from(
      columns.flatMap(({ lower, upper, weight }) => [lower * elements * 4, upper * elements * 4, weight]),
    );
    const at = (row: number): BilinearPosition => rows[row] ?? { lower: 0, upper: 0, weight: 0 };
    builder.steps.push({
      code: bilinearCode(elements),
      inputs: [
        {
          tensor: source,
          firstRow: (row) => at(row).lower,
          lastRow: (row) => Math.max(at(row).lower, at(row).upper),
        },
      ],
      output: target,
      rows: 1,
      constants: [bytesOf(table)],
      scratchBytes: Math.ceil((width * elements) / 8) * 32,
      argumentWords(call) {
        const { lower, upper, weight } = at(call.row);
        const words = Array.from({ length: bilinearArguments.borderValue + 1 }, () => 0);
        words[bilinearArguments.top] = call.input(0, lower);
        words[bilinearArguments.bottom] = call.input(0, upper);
        words[bilinearArguments.output] = call.output(call.row);
        words[bilinearArguments.rowWeights] = ((1024 - weight) & 0xffff) | (weight << 16);
        words[bilinearArguments.inputBytes] = width * elements;
        words[bilinearArguments.outputPixels] = outWidth;
        words[bilinearArguments.columns] = call.constant(0);
        words[bilinearArguments.scratch] = call.scratch;
        return words;
      },
    });
    return true;
  },
});

function positions(
  from: number,
  to: number,
  { alignCorners, halfPixelCenters }: ResizeBilinearParameters,
): readonly BilinearPosition[] {
  const step = bilinearStep(from, to, alignCorners);
  return Array.from({ length: to }, (_, index) => bilinearPosition(index, step, from, halfPixelCenters));
}
