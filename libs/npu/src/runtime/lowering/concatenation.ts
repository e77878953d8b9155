import { asNhwc } from '../../graph/shape.js';
import type { ByteCopy } from '../../kernels/move/move-form.js';
import type { ConcatenationParameters } from '../../kernels/reference/concatenation.js';
import { moveStep } from '../rows/move-step.js';
import { pixelBytes, type RowTensor } from '../rows/row-tensor.js';
import { flipOf } from '../rows/segment-builder.js';
import { defineLowering } from './lower-operation.js';
import { lookupStep } from './add-lookup.js';
import { tableOfRows } from './lookup.js';

/** Joins channels; inputs of another quantisation go through their table first. */
export const concatenation = defineLowering({
  kernel: 'concatenation',
  lower({ inputs, outputs: [output], parameters }, { builder }) {
    if (output === undefined) return false;
    const { axis, tables } = parameters as unknown as ConcatenationParameters;
    const { shape } = builder.tensor(output);
    if (axis !== shape.length - 1) return false;
    if (inputs.some((input) => builder.tensor(input).shape.length !== shape.length)) return false;
    const sources: RowTensor[] = [];
    const copies: ByteCopy[] = [];
    let to = 0;
    for (const [index, input] of inputs.entries()) {
      const [, , , channels] = asNhwc(builder.tensor(input).shape);
      let rows = builder.read(input);
      if (tables.length > 0) {
        const rescaled = builder.newRows(input, 0);
        const table = tables.subarray(index * 256, index * 256 + 256);
        builder.steps.push(
          lookupStep(
            rows,
            rescaled,
            tableOfRows(table, flipOf(builder.tensor(input)), flipOf(builder.tensor(output))),
          ),
        );
        rows = rescaled;
      }
      if (!sources.includes(rows)) sources.push(rows);
      copies.push({ source: sources.indexOf(rows), from: 0, to, bytes: channels });
      to += channels;
    }
    builder.addMove(output, (target, flip) =>
      moveStep(
        target,
        sources.map((tensor) => ({ tensor })),
        flip,
        { copies, steps: target.geometry.width, outputBytes: pixelBytes(target) },
      ),
    );
    return true;
  },
});
