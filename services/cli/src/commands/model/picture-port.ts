import type { ProgramTensor } from '@npufarm/npu';
import type { RgbPicture } from '@npufarm/scoring';
import { CommandError } from '../../output/command-error.js';
import { exitCodes } from '../../output/exit-code.js';
import { tensorText } from './tensor-document.js';

function refuse(message: string, hint: string): CommandError {
  return new CommandError({ code: 'run.picture-refused', message, hint, exitCode: exitCodes.refused });
}

/** Bytes as pixels and back: int8 codes are pixels minus 128 (raw feeding, as the challenge does). */
function flipSign(bytes: Uint8Array, type: string): Uint8Array {
  return type === 'INT8' ? bytes.map((byte) => byte ^ 0x80) : bytes;
}

function requirePictureTensor(what: 'input' | 'output', tensors: readonly ProgramTensor[]): ProgramTensor {
  const [tensor] = tensors;
  const isPicture =
    tensor !== undefined &&
    tensors.length === 1 &&
    tensor.shape.length === 4 &&
    tensor.shape[0] === 1 &&
    tensor.shape[3] === 3 &&
    (tensor.type === 'UINT8' || tensor.type === 'INT8');
  if (isPicture) return tensor;
  throw refuse(
    `the model's ${what} is no RGB picture: ${tensors.map(tensorText).join('; ')}`,
    `a picture needs one ${what} of shape [1,height,width,3] in UINT8 or INT8; use --${what}-raw for others`,
  );
}

/** The bytes that a picture becomes at a model's input; a picture of another size is refused, never resized. */
export function feedPicture(picture: RgbPicture, tensors: readonly ProgramTensor[]): Uint8Array {
  const tensor = requirePictureTensor('input', tensors);
  const [, height, width] = tensor.shape;
  if (picture.width !== width || picture.height !== height) {
    throw refuse(
      `the picture has ${picture.width}x${picture.height} pixels, the model takes ${width}x${height}`,
      'crop the picture to that size, or use a model with dynamic height and width',
    );
  }
  return flipSign(picture.data, tensor.type);
}

/** The picture that a model's output bytes are. */
export function pictureOf(bytes: Uint8Array, tensors: readonly ProgramTensor[]): RgbPicture {
  const tensor = requirePictureTensor('output', tensors);
  const [, height = 0, width = 0] = tensor.shape;
  return { width, height, data: flipSign(bytes, tensor.type) };
}
