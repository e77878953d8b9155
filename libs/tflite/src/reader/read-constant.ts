import type { tableSlots } from '../schema/table-slots.js';
import type { FileView } from './file-view.js';
import type { TableView } from './flatbuffer-view.js';
import type { Constant } from './read-context.js';
import { readExternalRange } from './read-external-range.js';

/** Reads one buffer table: inline data, or data behind the flatbuffer. */
export function readConstant(file: FileView, buffer: TableView<typeof tableSlots.buffer>): Constant {
  const inside = buffer.bytes('data');
  if (inside !== undefined && inside.length > 0) return inside;
  return readExternalRange(file, buffer.uint64('offset'), buffer.uint64('size'), buffer.placeOf('offset'));
}
