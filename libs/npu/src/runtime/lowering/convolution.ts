import type { ConvolutionParameters } from '../../kernels/reference/convolution.js';
import { flipOf, type SegmentBuilder } from '../rows/segment-builder.js';
import type { RowTensor } from '../rows/row-tensor.js';
import { copyStep } from './copy-step.js';
import { denseConvolution, type DenseConvolution } from './dense-convolution.js';
import { directStep } from './direct-step.js';
import { addDepthwise, isDepthwise } from './depthwise.js';
import { defineLowering } from './lower-operation.js';
import { widenStep, widened } from './widen-step.js';
import { winogradStep } from './winograd-step.js';

/** Weights up to which groups are filled up with zeros. */
const mostFilledWeights = 2 ** 22;

/**
 * A move where every channel is one of the input's, Winograd where shape and weights allow it, the depthwise form where every channel stays by itself, else the direct
 * form; other groups become zero weights.
 */
export const convolution = defineLowering({
  kernel: 'convolution',
  lower(operation, { builder, rounding }) {
    const [input, ...others] = operation.inputs;
    const [output] = operation.outputs;
    if (input === undefined || output === undefined || others.length > 0) return false;
    const parameters = operation.parameters as unknown as ConvolutionParameters;
    const { groups, weights } = parameters;
    if (isDepthwise(parameters) && addDepthwise(operation, parameters, { builder, rounding })) return true;
    if (groups > 1 && groups * weights.length > mostFilledWeights) return false;
    const dense = denseConvolution(
      parameters,
      flipOf(builder.tensor(input)),
      flipOf(builder.tensor(output)),
      rounding,
    );
    return addConvolution(builder, dense, input, () => builder.define(output));
  },
});

/** Adds the steps of a convolution; `define` makes its output once it is clear that the steps exist. */
export function addConvolution(
  builder: SegmentBuilder,
  dense: DenseConvolution,
  input: number,
  define: () => RowTensor,
): boolean {
  if (dense.channels.length === 0) return false;
  const rows = builder.read(input, dense.inputZeroPoint);
  const target = define();
  const step = copyStep(dense, rows, target) ?? winogradStep(dense, rows, target);
  if (step !== undefined) {
    builder.steps.push(step);
    return true;
  }
  const wide = widened(rows);
  const direct = directStep(dense, wide, target);
  if (direct === undefined) return false;
  builder.steps.push(widenStep(rows, wide), direct);
  return true;
}
