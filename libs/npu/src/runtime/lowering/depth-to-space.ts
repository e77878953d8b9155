import type { DepthToSpaceParameters } from '../../kernels/reference/depth-to-space.js';
import type { ByteCopy } from '../../kernels/move/move-form.js';
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
    const sources = [
      {
        tensor: source,
        row: (row: number) => Math.floor(row / blockSize),
        offset: (row: number) => (row % blockSize) * blockSize * channels,
      },
    ];
    builder.addMove(output, (target, flip) => {
      const step = pixelBytes(target);
      const copies = spreadCopies(blockSize, channels, step);
      return moveStep(target, sources, flip, { copies, steps: width, outputBytes: blockSize * step });
    });
    return true;
  },
});

/** The channels of a block's row as pixels; one copy where the pixels lie without gaps. */
export function spreadCopies(blockSize: number, channels: number, step: number): readonly ByteCopy[] {
  if (step === channels) return [{ source: 0, from: 0, to: 0, bytes: blockSize * channels }];
  return Array.from({ length: blockSize }, (_, column) => ({
    source: 0,
    from: column * channels,
    to: column * step,
    bytes: channels,
  }));
}
