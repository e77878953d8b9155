import type { MetadataEntry } from '../model.js';
import type { tableSlots } from '../schema/table-slots.js';
import type { TableView } from './flatbuffer-view.js';
import { checkIndex, type Constant } from './read-context.js';

export function readMetadata(
  table: TableView<typeof tableSlots.metadata>,
  constants: readonly Constant[],
): MetadataEntry {
  const buffer = table.uint32('buffer');
  if (buffer !== 0) checkIndex(buffer, constants.length, table.placeOf('buffer'), 'buffer');
  return { name: table.string('name') ?? '', data: buffer === 0 ? undefined : constants[buffer] };
}
