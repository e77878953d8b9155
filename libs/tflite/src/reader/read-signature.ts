import type { Signature, Subgraph } from '../model.js';
import { tableSlots } from '../schema/table-slots.js';
import type { TableView } from './flatbuffer-view.js';
import { checkIndex } from './read-context.js';

type SignatureTable = TableView<typeof tableSlots.signature>;

export function readSignature(table: SignatureTable, subgraphs: readonly Subgraph[]): Signature {
  const subgraph = table.uint32('subgraph_index');
  checkIndex(subgraph, subgraphs.length, table.placeOf('subgraph_index'), 'subgraph');
  const tensorCount = subgraphs[subgraph]?.tensors.length ?? 0;
  return {
    key: table.string('signature_key') ?? '',
    subgraph,
    inputs: readTensorMaps(table, 'inputs', tensorCount),
    outputs: readTensorMaps(table, 'outputs', tensorCount),
  };
}

function readTensorMaps(
  table: SignatureTable,
  field: 'inputs' | 'outputs',
  tensorCount: number,
): Signature['inputs'] {
  return table.tables(field, tableSlots.tensorMap).map((map) => {
    const tensor = map.uint32('tensor_index');
    checkIndex(tensor, tensorCount, map.placeOf('tensor_index'), 'tensor');
    return { name: map.string('name') ?? '', tensor };
  });
}
