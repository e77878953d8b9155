import { describe, expect, it } from 'vitest';
import { FileView } from './file-view.js';
import { TableView } from './flatbuffer-view.js';
import { defaultReaderLimits } from './reader-limits.js';
import { VisitBudget } from './visit-budget.js';

const slots = { first: 0, second: 1, third: 2 };

/**
 * A table at byte 8 whose vtable is at byte 0, then the given words.
 *
 *     0..7  vtable: size 8, table size 12, slot 0 at +4, slot 1 at +8
 *     8..   table: distance to the vtable, then two 32-bit fields
 */
function aTable(words: readonly number[], vtable: readonly number[] = [8, 12, 4, 8]) {
  const bytes = new Uint8Array(12 + 4 * words.length);
  const view = new DataView(bytes.buffer);
  vtable.forEach((entry, index) => view.setUint16(2 * index, entry, true));
  view.setInt32(8, 8, true);
  words.forEach((word, index) => view.setUint32(12 + 4 * index, word, true));
  const file = new FileView(bytes, new VisitBudget(bytes.length, defaultReaderLimits));
  return new TableView(file, 8, slots, 'table');
}

describe('TableView', () => {
  it('reads a field, and the default of one the table does not have', () => {
    const table = aTable([42, 7]);

    expect(table.int32('first')).toBe(42);
    expect(table.int32('third', -1)).toBe(-1);
  });

  it('reads a vector', () => {
    expect(aTable([8, 0, 2, 10, 20]).int32s('first')).toEqual([10, 20]);
  });

  it('refuses a vector that is longer than the file', () => {
    expect(() => aTable([8, 0, 0xffffffff]).int32s('first')).toThrow(
      /table\.first: bytes 24 to \d+ are outside/,
    );
  });

  it('refuses an offset outside the file', () => {
    expect(() => aTable([0xfffffff0, 0]).string('first')).toThrow(
      /table\.first: bytes \d+ to \d+ are outside/,
    );
  });

  it('refuses an offset that points between words', () => {
    expect(() => aTable([9, 0, 0, 0]).int32s('first')).toThrow(
      'table.first: offset 21 is not a multiple of 4',
    );
  });

  it('refuses a vtable outside the file', () => {
    const bytes = new Uint8Array(16);
    new DataView(bytes.buffer).setInt32(8, -1000, true);
    const file = new FileView(bytes, new VisitBudget(bytes.length, defaultReaderLimits));

    expect(() => new TableView(file, 8, slots, 'table')).toThrow('table: bytes 1008 to 1010 are outside');
  });

  it.each([
    ['a vtable too small for its own sizes', [2, 12, 4, 8]],
    ['an odd vtable size', [7, 12, 4, 8]],
    ['a table too small for its vtable offset', [8, 2, 4, 8]],
  ])('refuses %s', (_, vtable) => {
    expect(() => aTable([1, 2], vtable)).toThrow("table: the table's layout claims");
  });

  it('refuses a field outside its table', () => {
    expect(() => aTable([1, 2], [8, 12, 4, 12]).int32('second')).toThrow(
      'table.second: the field lies at byte 12 of a table of 12 bytes',
    );
  });

  it('ends the visit of lists that share their bytes to look larger than the file', () => {
    const table = aTable([8, 0, 1000, ...Array.from({ length: 1000 }, () => 0)]);
    const readAgain = () => Array.from({ length: 10 }, () => table.int32s('first'));

    expect(readAgain).toThrow("table.first: the file's tables and lists overlap");
  });
});
