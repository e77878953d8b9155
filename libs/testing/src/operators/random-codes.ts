/** Bytes of a seed; one in eight is an extreme code of int8 or uint8. */
export function randomCodes(length: number, seed: number): Uint8Array {
  const next = randomStream(seed);
  const extremes = [0x00, 0x7f, 0x80, 0xff];
  return Uint8Array.from({ length }, () => {
    const value = next();
    return value >>> 28 < 2 ? (extremes[(value >>> 8) & 3] ?? 0) : value & 255;
  });
}

/**
 * Random 32-bit numbers of a seed.
 *
 * Source: Tommy Ettinger's mulberry32.
 */
function randomStream(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return (value ^ (value >>> 14)) >>> 0;
  };
}
