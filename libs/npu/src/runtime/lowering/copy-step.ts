import type { ByteCopy } from '../../kernels/move/move-form.js';
import { clamp } from '../../kernels/reference/clamp.js';
import { rescaleExactly, type ChannelRescale } from '../../kernels/requantization/channel-rescale.js';
import { moveStep } from '../rows/move-step.js';
import type { RowStep } from '../rows/row-step.js';
import { pixelBytes, type RowTensor } from '../rows/row-tensor.js';
import type { DenseConvolution } from './dense-convolution.js';

/**
 * The step of a 1x1 convolution that only copies channels, as that which enlarges a picture to its nearest neighbours
 * does; `undefined` for any other.
 */
export function copyStep(
  convolution: DenseConvolution,
  input: RowTensor,
  output: RowTensor,
): RowStep | undefined {
  const { kernelHeight, kernelWidth, strideHeight, strideWidth } = convolution;
  if (kernelHeight * kernelWidth > 1) return undefined;
  const copied = copiedChannels(convolution);
  if (copied === undefined) return undefined;
  const source = {
    tensor: input,
    row: (row: number) => row * strideHeight,
    stepBytes: strideWidth * pixelBytes(input),
  };
  const detail = {
    copies: joinNeighbours(copied),
    steps: output.geometry.width,
    outputBytes: pixelBytes(output),
  };
  return moveStep(output, [source], 0, detail);
}

/** The input channel of every output channel. */
function copiedChannels({ weights, inputs, channels }: DenseConvolution): readonly number[] | undefined {
  const copied: number[] = [];
  for (const [output, channel] of channels.entries()) {
    const row = weights.subarray(output * inputs, (output + 1) * inputs);
    const input = row.findIndex((weight) => weight !== 0);
    if (input < 0 || row.some((weight, index) => weight !== 0 && index !== input)) return undefined;
    if (!givesCodes(channel, row[input] as number)) return undefined;
    copied.push(input);
  }
  return copied;
}

/** Whether a channel gives every code of its input as it is. */
function givesCodes(channel: ChannelRescale, weight: number): boolean {
  for (let code = -128; code < 128; code++) {
    const result = clamp(rescaleExactly(channel, code * weight), channel.minimum, channel.maximum);
    if (result !== code) return false;
  }
  return true;
}

function joinNeighbours(copied: readonly number[]): readonly ByteCopy[] {
  const copies: ByteCopy[] = [];
  for (const [to, from] of copied.entries()) {
    const last = copies.at(-1);
    const continues = last !== undefined && from === last.from + last.bytes;
    if (continues) copies[copies.length - 1] = { ...last, bytes: last.bytes + 1 };
    else copies.push({ source: 0, from, to, bytes: 1 });
  }
  return copies;
}
