import { createHash } from 'node:crypto';

/**
 * Uniform numbers in [0, 1) that follow from the words alone.
 *
 * Source: mulberry32 by Tommy Ettinger, public domain; its state is the start of a SHA-256 of the words.
 */
export function seededRandom(...words: readonly (string | number | bigint)[]): () => number {
  let state = createHash('sha256').update(words.join('\0')).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A number of the standard normal distribution (Box and Muller's transform). */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
