import { asNhwc, sameShape } from '../../graph/shape.js';
import type { DepthToSpaceParameters } from '../../kernels/reference/depth-to-space.js';
import type { SplitParameters } from '../../kernels/reference/split.js';
import { moveStep } from '../rows/move-step.js';
import { pixelBytes } from '../rows/row-tensor.js';
import { defineLowering } from './lower-operation.js';

/** Channels of depth-to-space in PyTorch's order: every output channel comes from a byte of its own. */
export const pixelShuffle = defineLowering({
  kernel: 'pixel-shuffle',
  lower({ inputs: [input], outputs: [output], parameters }, { builder }) {
    if (input === undefined || output === undefined) return false;
    const { blockSize } = parameters as unknown as DepthToSpaceParameters;
    const [, , width] = asNhwc(builder.tensor(input).shape);
    const [, , , channels] = asNhwc(builder.tensor(output).shape);
    const [source, target] = [builder.read(input), builder.define(output)];
    const step = pixelBytes(target);
    const copies = Array.from({ length: blockSize * channels }, (_, index) => {
      const column = Math.floor(index / channels);
      const channel = index % channels;
      const from = channel * blockSize * blockSize + column;
      return { source: 0, from, to: column * step + channel, bytes: 1 };
    });
    builder.steps.push(
      moveStep(
        target,
        [
          {
            tensor: source,
            row: (row) => Math.floor(row / blockSize),
            offset: (row) => (row % blockSize) * blockSize,
          },
        ],
        0,
        { copies, steps: width, outputBytes: blockSize * step },
      ),
    );
    return true;
  },
});

/** Blocks of pixels become channels: every row of the block is a source. */
export const spaceToDepth = defineLowering({
  kernel: 'space-to-depth',
  lower({ inputs: [input], outputs: [output], parameters }, { builder }) {
    if (input === undefined || output === undefined) return false;
    const { blockSize } = parameters as unknown as DepthToSpaceParameters;
    const [, , , channels] = asNhwc(builder.tensor(input).shape);
    const [source, target] = [builder.read(input), builder.define(output)];
    const step = pixelBytes(source);
    const copies = Array.from({ length: blockSize * blockSize }, (_, place) => ({
      source: Math.floor(place / blockSize),
      from: (place % blockSize) * step,
      to: place * channels,
      bytes: channels,
    }));
    const sources = Array.from({ length: blockSize }, (_, line) => ({
      tensor: source,
      row: (row: number) => row * blockSize + line,
      stepBytes: blockSize * step,
    }));
    const { width } = target.geometry;
    const detail = { copies, steps: width, outputBytes: pixelBytes(target) };
    builder.steps.push(moveStep(target, sources, 0, detail));
    return true;
  },
});

/** Channels cut into several tensors. */
export const split = defineLowering({
  kernel: 'split',
  lower({ inputs: [input], outputs, parameters }, { builder }) {
    if (input === undefined) return false;
    const { axis } = parameters as unknown as SplitParameters;
    const { shape } = builder.tensor(input);
    if (axis !== shape.length - 1) return false;
    if (outputs.some((output) => builder.tensor(output).shape.length !== shape.length)) return false;
    const source = builder.read(input);
    let from = 0;
    for (const output of outputs) {
      const [, , , channels] = asNhwc(builder.tensor(output).shape);
      const target = builder.define(output);
      const copies = [{ source: 0, from, to: 0, bytes: channels }];
      const detail = { copies, steps: target.geometry.width, outputBytes: pixelBytes(target) };
      builder.steps.push(moveStep(target, [{ tensor: source }], 0, detail));
      from += channels;
    }
    return true;
  },
});

/** A copy between equal shapes takes no step. */
export const copy = defineLowering({
  kernel: 'copy',
  lower({ inputs: [input], outputs: [output] }, { builder }) {
    if (input === undefined || output === undefined) return false;
    const [from, to] = [builder.tensor(input), builder.tensor(output)];
    if (from.type !== to.type || !sameShape(asNhwc(from.shape), asNhwc(to.shape))) return false;
    builder.alias(output, input);
    return true;
  },
});
