import { describe, expect, it } from 'vitest';
import { ModelFormatError } from '../model-format-error.js';
import { tableSlots } from '../schema/table-slots.js';
import { aSmallModel } from '../testing/a-small-model.js';
import { writeModel } from '../writer/write-model.js';
import { readModel } from './read-model.js';

const file = writeModel({
  ...aSmallModel(),
  description: 'small',
  signatures: [{ key: 'serve', subgraph: 0, inputs: [{ name: 'x', tensor: 0 }], outputs: [] }],
  metadata: [{ name: 'note', data: Uint8Array.of(1, 2, 3) }],
});

/** What reading the bytes answers: a model, a named refusal, or the bug that this suite looks for. */
function outcomeOf(bytes: Uint8Array): 'read' | 'refused' {
  try {
    readModel(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof ModelFormatError) return 'refused';
    throw error;
  }
}

/** Numerical Recipes' linear congruential generator, for the same mutations in every run. */
function createRandom(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** Where the first subgraph keeps the offset of its tensors. */
function findTensorsField(view: DataView): number {
  const follow = (at: number) => at + view.getUint32(at, true);
  const fieldOf = (table: number, slot: number) =>
    table + view.getUint16(table - view.getInt32(table, true) + 4 + 2 * slot, true);
  const subgraphs = follow(fieldOf(follow(0), tableSlots.model.subgraphs));
  return fieldOf(follow(subgraphs + 4), tableSlots.subgraph.tensors);
}

describe('readModel, given a damaged file', () => {
  it('refuses every file that ends too early', () => {
    const outcomes = Array.from({ length: file.length }, (_, end) => outcomeOf(file.subarray(0, end)));

    expect(outcomes.lastIndexOf('refused')).toBeGreaterThan(file.length / 2);
    expect(outcomes.indexOf('read')).toBe(-1);
  });

  it('answers 2,000 flipped bits with a model or a named refusal', () => {
    const random = createRandom(1);
    const outcomes = Array.from({ length: 2000 }, () => {
      const damaged = file.slice();
      for (let flips = 1 + random(3); flips > 0; flips--) {
        const at = random(damaged.length);
        damaged[at] = (damaged[at] as number) ^ (1 << random(8));
      }
      return outcomeOf(damaged);
    });

    expect(new Set(outcomes)).toEqual(new Set(['read', 'refused']));
  });

  it('answers 2,000 overwritten words with a model or a named refusal', () => {
    const random = createRandom(2);
    const words = [0, 1, 0x7f, 0xff, 0x7fffffff, 0x80000000, 0xffffffff, 4, file.length];
    const outcomes = Array.from({ length: 2000 }, () => {
      const damaged = file.slice();
      const at = 4 * random(damaged.length / 4);
      new DataView(damaged.buffer).setUint32(at, words[random(words.length)] ?? 0, true);
      return outcomeOf(damaged);
    });

    expect(new Set(outcomes)).toEqual(new Set(['read', 'refused']));
  });

  it('ends the reading of a million tensors that are all the same one', () => {
    const count = 1_000_000;
    const vector = Math.ceil(file.length / 4) * 4;
    const vtable = vector + 4 + 4 * count;
    const bytes = new Uint8Array(vtable + 8);
    bytes.set(file);
    const view = new DataView(bytes.buffer);
    const tensorsField = findTensorsField(view);
    view.setUint32(tensorsField, vector - tensorsField, true);
    view.setUint32(vector, count, true);
    for (let at = vector + 4; at < vtable; at += 4) view.setUint32(at, vtable + 4 - at, true);
    // An empty table: a vtable without slots, then the distance back to it.
    view.setUint16(vtable, 4, true);
    view.setUint16(vtable + 2, 4, true);
    view.setInt32(vtable + 4, 4, true);

    expect(() => readModel(bytes)).toThrow(
      /subgraphs\[0\]\.tensors\[\d+\]: the file holds more than 400000 tables/,
    );
  });

  it('reads a file from the middle of a larger buffer', () => {
    const pool = new Uint8Array(file.length + 7);
    pool.set(file, 3);

    expect(readModel(pool.subarray(3, 3 + file.length))).toEqual(readModel(file));
  });
});
