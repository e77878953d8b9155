import { cutText } from './cut-text.js';
import { displayWidth } from './display-width.js';
import { printable } from './printable.js';
import type { Style } from './style.js';

/** One column of a table for people. */
export interface Column<Row> {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Text of a cell; foreign text is made printable by the table. */
  readonly value: (row: Row) => string | number | null | undefined;
  readonly paint?: (text: string, row: Row, style: Style) => string;
}

const gap = '  ';

/** Widths such that a row fits: the widest left-aligned column gives way, down to eight characters. */
function fitWidths(
  natural: readonly number[],
  shrinkable: readonly boolean[],
  columns: number | undefined,
): number[] {
  const widths = [...natural];
  if (columns === undefined) return widths;
  const total = (): number => widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1));
  while (total() > columns) {
    let widest = -1;
    widths.forEach((width, index) => {
      if (shrinkable[index] === true && width > 8 && width > (widths[widest] ?? 0)) widest = index;
    });
    if (widest < 0) break;
    widths[widest] = Math.max(8, (widths[widest] ?? 0) - (total() - columns));
  }
  return widths;
}

/** Lines of a table: a dim heading, then a line per row. An absent value is printed as `–`. */
export function renderTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  style: Style,
): string {
  const cells = rows.map((row) => columns.map((column) => printable(String(column.value(row) ?? '–'))));
  const natural = columns.map((column, index) =>
    Math.max(displayWidth(column.title), ...cells.map((line) => displayWidth(line[index] ?? ''))),
  );
  const widths = fitWidths(
    natural,
    columns.map((column) => column.align !== 'right'),
    style.columns,
  );
  const pad = (text: string, index: number): string => {
    const width = widths[index] ?? 0;
    const short = cutText(text, width);
    const blank = ' '.repeat(width - displayWidth(short));
    return columns[index]?.align === 'right' ? blank + short : short + blank;
  };
  const heading = style.dim(
    columns
      .map((column, index) => pad(column.title, index))
      .join(gap)
      .trimEnd(),
  );
  const lines = rows.map((row, line) =>
    columns
      .map((column, index) => {
        const text = pad(cells[line]?.[index] ?? '', index);
        return column.paint === undefined ? text : column.paint(text, row, style);
      })
      .join(gap)
      .trimEnd(),
  );
  return [heading, ...lines].join('\n');
}
