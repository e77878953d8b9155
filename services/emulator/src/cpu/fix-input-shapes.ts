import { type Model, toSpec, writeModel } from '@npufarm/tflite';

/**
 * Writes input shapes into a model, since LiteRT cannot resize; the shapes behind them follow when it prepares.
 *
 * @throws RangeError when there are not as many shapes as inputs
 */
export function fixInputShapes(model: Model, shapes: readonly (readonly number[])[]): Uint8Array {
  const spec = toSpec(model);
  const [main, ...others] = spec.subgraphs;
  if (main === undefined || main.inputs.length !== shapes.length) {
    throw new RangeError(`${shapes.length} input shapes for ${main?.inputs.length ?? 0} inputs`);
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
