import type { Subgraph } from '../model.js';
import { tableSlots } from '../schema/table-slots.js';
import type { TableView } from './flatbuffer-view.js';
import { checkIndex, type ReadContext } from './read-context.js';
import { readOperator } from './read-operator.js';
import { readTensor } from './read-tensor.js';

type SubgraphTable = TableView<typeof tableSlots.subgraph>;

export function readSubgraph(table: SubgraphTable, context: ReadContext): Subgraph {
  const tensors = table
    .tables('tensors', tableSlots.tensor)
    .map((tensor, index) => readTensor(tensor, index, context));
  const operators = table
    .tables('operators', tableSlots.operator)
    .map((operator, index) => readOperator(operator, index, tensors.length, context));
  return {
    name: table.string('name') ?? '',
    tensors,
    inputs: readTensorIndices(table, 'inputs', tensors.length),
    outputs: readTensorIndices(table, 'outputs', tensors.length),
    operators,
  };
}

function readTensorIndices(
  table: SubgraphTable,
  field: 'inputs' | 'outputs',
  tensorCount: number,
): readonly number[] {
  const indices = table.int32s(field) ?? [];
  for (const index of indices) checkIndex(index, tensorCount, table.placeOf(field), 'tensor');
  return indices;
}
