import type { Graph } from '../graph/graph.js';

/** How many times higher and wider a model's only output is than its only input; undefined for what are no pictures. */
export function enlargementOf({ tensors, inputs, outputs }: Graph): number | undefined {
  const [, height, width] = pictureShape(tensors[inputs[0] ?? -1]?.shape);
  const [, outHeight, outWidth] = pictureShape(tensors[outputs[0] ?? -1]?.shape);
  if (height === undefined || width === undefined || outHeight === undefined || outWidth === undefined)
    return undefined;
  const scale = outHeight / height;
  return outWidth / width === scale && scale >= 1 ? scale : undefined;
}

function pictureShape(shape: readonly number[] | undefined): readonly number[] {
  return shape?.length === 4 && shape.every((size) => size > 0) ? shape : [];
}
