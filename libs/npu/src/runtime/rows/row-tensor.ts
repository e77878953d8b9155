/** How the rows of a picture lie in memory; what the steps ask for widens it before memory is planned. */
export interface RowGeometry {
  /** Rows of one picture of the batch. */
  readonly height: number;
  readonly width: number;
  /** Elements of a pixel, channels that only fill up included. */
  readonly pixelElements: number;
  /** Pixels before the first that hold the border value. */
  lead: number;
  /** Pixels behind the last that hold the border value. */
  trail: number;
  /** Bytes behind the trailing pixels that may be read and written. */
  overrunBytes: number;
  borderValue: number;
}

/** A tensor inside a segment. */
export interface RowTensor {
  readonly name: string;
  readonly geometry: RowGeometry;
  readonly elementBytes: 1 | 2;
  /** The tensor of the program that lies in memory in full and without borders; otherwise a thread keeps some rows. */
  readonly whole: number | undefined;
}

const rowAlignment = 64;

export function pixelBytes({ geometry, elementBytes }: RowTensor): number {
  return geometry.pixelElements * elementBytes;
}

export function leadBytes(tensor: RowTensor): number {
  return tensor.geometry.lead * pixelBytes(tensor);
}

/** Bytes from one row to the next. */
export function rowBytes(tensor: RowTensor): number {
  const { lead, width, trail, overrunBytes } = tensor.geometry;
  if (tensor.whole !== undefined) return width * pixelBytes(tensor);
  const bytes = (lead + width + trail) * pixelBytes(tensor) + overrunBytes * tensor.elementBytes;
  return Math.ceil(bytes / rowAlignment) * rowAlignment;
}

/** Asks for pixels around the rows. */
export function widenBorders(
  tensor: RowTensor,
  needs: { readonly lead?: number; readonly trail?: number; readonly overrunBytes?: number },
): void {
  const { geometry } = tensor;
  geometry.lead = Math.max(geometry.lead, needs.lead ?? 0);
  geometry.trail = Math.max(geometry.trail, needs.trail ?? 0);
  geometry.overrunBytes = Math.max(geometry.overrunBytes, needs.overrunBytes ?? 0);
}

/** Words of an argument block that say where a kernel writes the border again after it overran the row. */
export function borderWords(tensor: RowTensor): readonly [offset: number, bytes: number, value: number] {
  const bytes = pixelBytes(tensor);
  return [
    tensor.geometry.width * bytes,
    tensor.whole === undefined ? tensor.geometry.trail * bytes : 0,
    tensor.geometry.borderValue,
  ];
}
