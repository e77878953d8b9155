import { describe, expect, it } from 'vitest';
import { createStyle, plainStyle } from './style.js';
import { type Column, renderTable } from './table.js';

interface Row {
  readonly name: string;
  readonly score: number | null;
}

const columns: readonly Column<Row>[] = [
  { title: 'team', value: (row) => row.name },
  { title: 'score', align: 'right', value: (row) => row.score },
];

describe('renderTable', () => {
  it('aligns text to the left and numbers to the right, and prints a dash for what is absent', () => {
    const rows = [
      { name: 'demo', score: 12 },
      { name: 'bicubic', score: null },
    ];

    expect(renderTable(columns, rows, plainStyle).split('\n')).toEqual([
      'team     score',
      'demo        12',
      'bicubic      –',
    ]);
  });

  it('shortens the widest text until a row fits the terminal', () => {
    const rows = [{ name: 'a team with a very long name', score: 7 }];

    const lines = renderTable(columns, rows, createStyle(false, 20)).split('\n');

    expect(lines[1]).toBe('a team with …      7');
  });

  it('counts East Asian characters as two columns', () => {
    const rows = [
      { name: '東京', score: 1 },
      { name: 'abcd', score: 2 },
    ];

    expect(renderTable(columns, rows, plainStyle).split('\n').slice(1)).toEqual([
      '東京      1',
      'abcd      2',
    ]);
  });

  it('writes out control characters of foreign text', () => {
    const rows = [{ name: 'x\u001B[2J\u202Ey', score: 1 }];

    expect(renderTable(columns, rows, plainStyle)).toContain('x\\x1b[2J\\x202ey');
  });

  it('paints padded cells without disturbing their width', () => {
    const painted: readonly Column<Row>[] = [
      { title: 'team', value: (row) => row.name, paint: (text, _row, style) => style.green(text) },
      { title: 'score', align: 'right', value: (row) => row.score },
    ];

    const line = renderTable(painted, [{ name: 'ab', score: 1 }], createStyle(true, undefined)).split(
      '\n',
    )[1];

    expect(line).toBe('\u001B[32mab  \u001B[39m      1');
  });
});
