import { readModel } from '@npufarm/tflite';
import { readInput } from '../read-input.js';

/**
 * The input shape that a model takes a picture with: the picture's own size where the file leaves height and
 * width open, undefined where they are fixed. Throws ModelFormatError for a file that is no model.
 */
export async function pictureShape(
  modelPath: string,
  picture: { readonly width: number; readonly height: number },
): Promise<readonly number[] | undefined> {
  const graph = readModel(await readInput(modelPath)).subgraphs[0];
  const signature = graph?.tensors[graph.inputs[0] ?? -1]?.shapeSignature;
  if (signature?.length !== 4 || !signature.includes(-1)) return undefined;
  const own = [1, picture.height, picture.width, 3];
  return signature.map((dimension, axis) => (dimension < 0 ? (own[axis] ?? 1) : dimension));
}
