import { constantIntegers } from '../../graph/constant-integers.js';
import { inputOf, type OperatorView } from '../../graph/operator-view.js';
import { asNhwc, shapeText } from '../../graph/shape.js';
import { refuseToPrepare } from './refuse-to-prepare.js';

/** Shapes: input [N,H,W,C], size [2] → [N,size[0],size[1],C]. */
export function prepareResize(
  op: OperatorView<'RESIZE_NEAREST_NEIGHBOR' | 'RESIZE_BILINEAR'>,
): readonly (readonly number[])[] {
  const input = inputOf(op, 0);
  const size = inputOf(op, 1);
  const [height = 0, width = 0, ...rest] = constantIntegers(op, size);
  const { alignCorners, halfPixelCenters } = op.options;
  if (
    input.shape.length !== 4 ||
    rest.length > 0 ||
    height < 1 ||
    width < 1 ||
    (alignCorners && halfPixelCenters)
  ) {
    return refuseToPrepare(
      op,
      {
        id: 'resize.size',
        rule: 'A resize takes a picture of rank 4 and a constant size of two positive numbers, with one corner rule.',
        detail: `input ${shapeText(input.shape)}, size ${height}x${width}, align corners ${alignCorners}, half-pixel centers ${halfPixelCenters}`,
        hint: 'Give the size as a constant [height, width] and choose either align_corners or half_pixel_centers.',
      },
      size,
    );
  }
  const [batch, , , channels] = asNhwc(input.shape);
  return [[batch, height, width, channels]];
}
