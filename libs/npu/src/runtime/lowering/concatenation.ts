import { asNhwc } from '../../graph/shape.js';
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
    if (axis !== builder.tensor(output).shape.length - 1) return false;
    const sources: RowTensor[] = [];
    const copies = [];
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
    const target = builder.define(output);
    builder.steps.push(
      moveStep(
        target,
        sources.map((tensor) => ({ tensor })),
        0,
        { copies, steps: target.geometry.width, outputBytes: pixelBytes(target) },
      ),
    );
    return true;
  },
});
