import type { ProgramOperation } from '../../binary/program.js';
import { asNhwc } from '../../graph/shape.js';
import type { ConvolutionParameters } from '../../kernels/reference/convolution.js';
import { moveStep } from '../rows/move-step.js';
import { pixelBytes, type RowTensor } from '../rows/row-tensor.js';
import { flipOf, rowsOf, type SegmentBuilder } from '../rows/segment-builder.js';
import { denseConvolution } from './dense-convolution.js';
import { depthwiseStep } from './depthwise-step.js';
import type { LoweringContext } from './lower-operation.js';

/** Channels up to which a full convolution with zero weights is no slower. */
const fewestChannels = 5;
/** Outputs up to which the copies of repeated channels are written out. */
const mostRepeatedChannels = 1024;

/** Whether every output channel reads one input channel. */
export function isDepthwise({ groups, weightShape }: ConvolutionParameters): boolean {
  return groups >= fewestChannels && weightShape[3] === 1;
}

/** Adds the steps of a depthwise convolution; channels that several outputs read are repeated first. */
export function addDepthwise(
  { inputs: [input = 0], outputs: [output = 0] }: ProgramOperation,
  parameters: ConvolutionParameters,
  { builder, rounding }: LoweringContext,
): boolean {
  const [from, to] = [builder.tensor(input), builder.tensor(output)];
  const [, , , outputs] = asNhwc(to.shape);
  const multiplier = outputs / parameters.groups;
  if (multiplier > 1 && outputs > mostRepeatedChannels) return false;
  const single = { ...parameters, groups: 1 };
  const dense = denseConvolution(single, flipOf(from), flipOf(to), rounding);
  const source = builder.read(input, dense.inputZeroPoint);
  const rows = multiplier === 1 ? source : repeatChannels(builder, source, input, multiplier);
  const step = depthwiseStep(dense, rows, builder.define(output));
  if (step === undefined) return false;
  builder.steps.push(step);
  return true;
}

function repeatChannels(
  builder: SegmentBuilder,
  source: RowTensor,
  input: number,
  multiplier: number,
): RowTensor {
  const { name, shape } = builder.tensor(input);
  const [, height, width, channels] = asNhwc(shape);
  const outputs = channels * multiplier;
  const rows = rowsOf(`${name} repeated`, height, width, outputs, source.geometry.borderValue);
  const copies = Array.from({ length: outputs }, (_, to) => ({
    source: 0,
    from: Math.floor(to / multiplier),
    to,
    bytes: 1,
  }));
  const detail = { copies, steps: width, outputBytes: pixelBytes(rows) };
  builder.steps.push(moveStep(rows, [{ tensor: source }], 0, detail));
  return rows;
}
