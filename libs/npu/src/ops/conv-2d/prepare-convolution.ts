import { inputOf, type OperatorView } from '../../graph/operator-view.js';
import { asNhwc, shapeText } from '../../graph/shape.js';
import { requireBiasLength, requirePictures, requirePositiveSteps } from '../anatomy/prepare-filter.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { tensorText } from '../anatomy/tensor-text.js';
import { slideWindow } from '../anatomy/window.js';

/** Shapes: input [N,H,W,C], filter [O,KH,KW,C/groups], bias [O] → [N,OH,OW,O]. */
export function prepareConvolution(op: OperatorView<'CONV_2D'>): readonly (readonly number[])[] {
  const input = inputOf(op, 0);
  const filter = inputOf(op, 1);
  const { padding, strideH, strideW, dilationHFactor, dilationWFactor } = op.options;
  requirePictures(op, input, filter);
  requirePositiveSteps(op, { strideH, strideW, dilationHFactor, dilationWFactor });
  const [batch, height, width, channels] = asNhwc(input.shape);
  const [outputs, kernelHeight, kernelWidth, depth] = asNhwc(filter.shape);
  if (channels < 1 || channels % depth !== 0) {
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
  requireBiasLength(op, op.inputs[2], outputs);
  const rows = slideWindow(padding, height, kernelHeight, strideH, dilationHFactor);
  const columns = slideWindow(padding, width, kernelWidth, strideW, dilationWFactor);
  return [[batch, rows.output, columns.output, outputs]];
}
