import { constantIntegers } from '../../graph/constant-integers.js';
import { inputOf, type OperatorView } from '../../graph/operator-view.js';
import { asNhwc, shapeText } from '../../graph/shape.js';
import { requireBiasLength, requirePictures, requirePositiveSteps } from '../anatomy/prepare-filter.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';
import { slideWindow } from '../anatomy/window.js';

/**
 * Shapes: output shape [4], filter [O,KH,KW,C], input [N,H,W,C], bias [O] → [N,OH,OW,O].
 *
 * The output shape must be one from which a convolution of this stride and padding leads back to the input.
 */
export function prepareTransposeConv(op: OperatorView<'TRANSPOSE_CONV'>): readonly (readonly number[])[] {
  const wanted = constantIntegers(op, inputOf(op, 0));
  const filter = inputOf(op, 1);
  const input = inputOf(op, 2);
  const { padding, strideH, strideW } = op.options;
  requirePictures(op, input, filter);
  requirePositiveSteps(op, { strideH, strideW });
  const [batch, height, width, channels] = asNhwc(input.shape);
  const [outputs, kernelHeight, kernelWidth, depth] = asNhwc(filter.shape);
  const [outBatch = 0, outHeight = 0, outWidth = 0, outChannels = 0] = wanted;
  const leadsBack =
    slideWindow(padding, outHeight, kernelHeight, strideH).output === height &&
    slideWindow(padding, outWidth, kernelWidth, strideW).output === width;
  const isShape = wanted.length === 4 && wanted.every((size) => size > 0);
  if (!isShape || outBatch !== batch || outChannels !== outputs || !leadsBack) {
    return refuseToPrepare(
      op,
      {
        id: 'transpose-conv.output-shape',
        rule: 'The output shape of a transposed convolution is one that the same convolution would shrink to its input.',
        detail: `output shape ${shapeText(wanted)}, input ${shapeText(input.shape)}, filter ${shapeText(filter.shape)}, stride ${strideH}x${strideW}, padding ${padding}`,
        hint: 'Let the converter compute the output shape for this picture size; with padding SAME it is input x stride.',
      },
      inputOf(op, 0),
    );
  }
  if (depth !== channels) {
    return refuseToPrepare(
      op,
      {
        id: 'transpose-conv.channels',
        rule: 'The filter is as deep as its input has channels.',
        detail: `input has ${channels} channels, the filter shape ${shapeText(filter.shape)}`,
        hint: 'Make the channel count of the layer before equal to the depth of this filter.',
      },
      filter,
    );
  }
  requireBiasLength(op, op.inputs[3], outputs);
  return [[batch, outHeight, outWidth, outputs]];
}
