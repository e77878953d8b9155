const BYTES_PER_PIXEL = 3;

/** A picture of interleaved RGB bytes with every pixel repeated `scale` times in both directions. */
export function enlarge(rgb: Uint8Array, width: number, height: number, scale: number): Uint8Array {
  const rowBytes = width * scale * BYTES_PER_PIXEL;
  const out = new Uint8Array(rowBytes * height * scale);
  for (let y = 0; y < height; y += 1) {
    const top = y * scale * rowBytes;
    for (let x = 0; x < width * scale; x += 1) {
      const from = (y * width + Math.floor(x / scale)) * BYTES_PER_PIXEL;
      out.set(rgb.subarray(from, from + BYTES_PER_PIXEL), top + x * BYTES_PER_PIXEL);
    }
    for (let copy = 1; copy < scale; copy += 1) out.copyWithin(top + copy * rowBytes, top, top + rowBytes);
  }
  return out;
}
