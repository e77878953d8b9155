/** A source of numbers in 0 (inclusive) to 1 (exclusive). */
export type RandomStream = () => number;

/**
 * Starts a reproducible stream of random numbers.
 *
 * Source: the mulberry32 generator, T. Ettinger (public domain).
 */
export function randomStream(seed: number): RandomStream {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
