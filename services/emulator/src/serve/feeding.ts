import type { Feeding } from '@npufarm/contracts';
import type { Program } from '@npufarm/npu';

type Tensor = Program['tensors'][number];

/** A network's input or output does not stand for an RGB picture. */
export class FeedingError extends Error {
  override readonly name = 'FeedingError';
}

/**
 * Tensor bytes for 256 pixel values.
 *
 * raw: the byte itself, or the pixel minus 128 for int8. scaled: the pixel as a real value 0..255 through the
 * tensor's scale and zero point, rounded half away from zero and saturated.
 */
export function pixelToCode(tensor: Tensor, feeding: Feeding): Uint8Array {
  const { low, high, scale, zeroPoint } = codesOf(tensor);
  return Uint8Array.from({ length: 256 }, (_, pixel) => {
    const code = feeding === 'raw' ? pixel + low : Math.round(pixel / scale) + zeroPoint;
    return Math.min(high, Math.max(low, code)) & 0xff;
  });
}

/** Pixel values for the 256 bytes of a tensor's element: the inverse of `pixelToCode`, rounded and saturated. */
export function codeToPixel(tensor: Tensor, feeding: Feeding): Uint8Array {
  const { low, scale, zeroPoint } = codesOf(tensor);
  return Uint8Array.from({ length: 256 }, (_, byte) => {
    const code = low < 0 && byte > 127 ? byte - 256 : byte;
    const pixel = feeding === 'raw' ? code - low : Math.round((code - zeroPoint) * scale);
    return Math.min(255, Math.max(0, pixel));
  });
}

/** Width and height of a tensor that stands for one RGB picture. Throws FeedingError. */
export function pictureSize(tensor: Tensor): { readonly width: number; readonly height: number } {
  const [batch, height, width, channels] = tensor.shape;
  if (
    tensor.shape.length !== 4 ||
    batch !== 1 ||
    channels !== 3 ||
    height === undefined ||
    width === undefined
  ) {
    throw new FeedingError(
      `${tensor.name} has shape [${tensor.shape.join(', ')}], not [1, height, width, 3]`,
    );
  }
  return { width, height };
}

function codesOf({ name, type, quantization }: Tensor): {
  readonly low: number;
  readonly high: number;
  readonly scale: number;
  readonly zeroPoint: number;
} {
  if (type !== 'UINT8' && type !== 'INT8') {
    throw new FeedingError(`${name} is ${type}; a picture needs UINT8 or INT8`);
  }
  const [low, high] = type === 'UINT8' ? [0, 255] : [-128, 127];
  return { low, high, scale: quantization?.scale[0] ?? 1, zeroPoint: quantization?.zeroPoint[0] ?? low };
}
