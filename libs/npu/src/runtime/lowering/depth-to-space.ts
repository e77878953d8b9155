import type { DepthToSpaceParameters } from '../../kernels/reference/depth-to-space.js';
import { asNhwc } from '../../graph/shape.js';
import { moveStep } from '../rows/move-step.js';
import { pixelBytes } from '../rows/row-tensor.js';
import { defineLowering } from './lower-operation.js';

/** Every row of blocks becomes as many rows of pixels. */
export const depthToSpace = defineLowering({
  kernel: 'depth-to-space',
  lower({ inputs: [input], outputs: [output], parameters }, { builder }) {
    if (input === undefined || output === undefined) return false;
    const { blockSize } = parameters as unknown as DepthToSpaceParameters;
    const [, , width] = asNhwc(builder.tensor(input).shape);
    const [, , , channels] = asNhwc(builder.tensor(output).shape);
    const source = builder.read(input);
    const target = builder.define(output);
    const step = pixelBytes(target);
    builder.steps.push(
      moveStep(
        target,
        [
          {
            tensor: source,
            row: (row) => Math.floor(row / blockSize),
            offset: (row) => (row % blockSize) * blockSize * channels,
          },
        ],
        0,
        {
          copies: Array.from({ length: blockSize }, (_, column) => ({
            source: 0,
            from: column * channels,
            to: column * step,
            bytes: channels,
          })),
          steps: width,
          outputBytes: blockSize * step,
        },
      ),
    );
    return true;
  },
});
