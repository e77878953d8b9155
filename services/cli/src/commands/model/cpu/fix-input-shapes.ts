import type { Model } from '@npufarm/tflite';
import { usageError } from '../../../output/usage-error.js';

/** Writes input shapes into a model, since LiteRT cannot resize; the shapes behind them follow when it prepares. */
export async function fixInputShapes(
  model: Model,
  shapes: readonly (readonly number[])[],
): Promise<Uint8Array> {
  const { toSpec, writeModel } = await import('@npufarm/tflite');
  const spec = toSpec(model);
  const [main, ...others] = spec.subgraphs;
  if (main === undefined || main.inputs.length !== shapes.length) {
    throw usageError(
      `${shapes.length} input shapes for ${main?.inputs.length ?? 0} inputs`,
      'give --input-shape once per input',
    );
  }
  const shapeOf = new Map(main.inputs.map((id, position) => [id, shapes[position] ?? []]));
  const tensors = main.tensors.map((tensor, id) => {
    const shape = shapeOf.get(id);
    if (shape === undefined) return tensor;
    const { shapeSignature: _, ...fixed } = tensor;
    return { ...fixed, shape };
  });
  return writeModel({ ...spec, subgraphs: [{ ...main, tensors }, ...others] });
}
