import { asNhwc } from '../../graph/shape.js';
import type { FullyConnectedParameters } from '../../kernels/reference/fully-connected.js';
import { flipOf } from '../rows/segment-builder.js';
import { addConvolution } from './convolution.js';
import { denseConvolution } from './dense-convolution.js';
import { defineLowering } from './lower-operation.js';

/** A convolution with a kernel of one pixel, where the rows of the matrix product are pixels. */
export const fullyConnected = defineLowering({
  kernel: 'fully-connected',
  lower({ inputs: [input], outputs: [output], parameters }, { builder, rounding }) {
    if (input === undefined || output === undefined) return false;
    const p = parameters as unknown as FullyConnectedParameters;
    const [from, to] = [builder.tensor(input), builder.tensor(output)];
    const [, height, width, channels] = asNhwc(from.shape);
    const [, outHeight, outWidth] = asNhwc(to.shape);
    if (channels !== p.depth || height !== outHeight || width !== outWidth) return false;
    const dense = denseConvolution(
      {
        ...p,
        weightShape: [p.bias.length, 1, 1, p.depth],
        groups: 1,
        strideHeight: 1,
        strideWidth: 1,
        dilationHeight: 1,
        dilationWidth: 1,
        padTop: 0,
        padLeft: 0,
      },
      flipOf(from),
      flipOf(to),
      rounding,
    );
    return addConvolution(builder, dense, input, () => builder.define(output));
  },
});
