import { inputOf, type OperatorView } from '../../graph/operator-view.js';
import { asNhwc, shapeText } from '../../graph/shape.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { tensorText } from '../anatomy/tensor-text.js';
import { slideWindow } from '../anatomy/window.js';

/** Shapes: input [N,H,W,C], filter [O,KH,KW,C/groups], bias [O] → [N,OH,OW,O]. */
export function prepareConvolution(op: OperatorView<'CONV_2D'>): readonly (readonly number[])[] {
  const input = inputOf(op, 0);
  const filter = inputOf(op, 1);
  const { padding, strideH, strideW, dilationHFactor, dilationWFactor } = op.options;
  if (input.shape.length !== 4 || filter.shape.length !== 4) {
    return refuseToPrepare(op, {
      id: 'conv-2d.rank',
      rule: 'Input and filter of a convolution have rank 4.',
      detail: `input has shape ${shapeText(input.shape)}, filter ${shapeText(filter.shape)}`,
      hint: 'Feed batches of height, width and channels.',
    });
  }
  if (strideH < 1 || strideW < 1 || dilationHFactor < 1 || dilationWFactor < 1) {
    return refuseToPrepare(op, {
      id: 'conv-2d.stride-or-dilation-below-one',
      rule: 'Strides and dilations are 1 or more.',
      detail: `strides ${strideH}x${strideW}, dilations ${dilationHFactor}x${dilationWFactor}`,
      hint: 'Export the model again; this file is damaged.',
    });
  }
  const [batch, height, width, channels] = asNhwc(input.shape);
  const [outputs, kernelHeight, kernelWidth, depth] = asNhwc(filter.shape);
  if (depth < 1 || outputs < 1 || kernelHeight < 1 || kernelWidth < 1 || channels % depth !== 0) {
    return refuseToPrepare(
      op,
      {
        id: 'conv-2d.channels',
        rule: 'The input channels are a multiple of the filter depth.',
        detail: `input has ${channels} channels, ${tensorText(filter)} has shape ${shapeText(filter.shape)}`,
        hint: 'Make the channel count of the layer before equal to (groups x) the depth of this filter.',
      },
      filter,
    );
  }
  if (outputs % (channels / depth) !== 0) {
    return refuseToPrepare(
      op,
      {
        id: 'conv-2d.groups',
        rule: 'The output channels are a multiple of the number of groups.',
        detail: `${outputs} output channels do not divide into ${channels / depth} groups`,
        hint: 'Choose output channels that the number of groups divides.',
      },
      filter,
    );
  }
  const bias = op.inputs[2];
  if (bias !== undefined && bias.shape.reduce((a, b) => a * b, 1) !== outputs) {
    return refuseToPrepare(
      op,
      {
        id: 'conv-2d.bias-length',
        rule: 'The bias has one value per output channel.',
        detail: `${tensorText(bias)} has shape ${shapeText(bias.shape)}, the filter ${outputs} output channels`,
        hint: 'Export the model again; this file is damaged.',
      },
      bias,
    );
  }
  const rows = slideWindow(padding, height, kernelHeight, strideH, dilationHFactor);
  const columns = slideWindow(padding, width, kernelWidth, strideW, dilationWFactor);
  return [[batch, rows.output, columns.output, outputs]];
}
