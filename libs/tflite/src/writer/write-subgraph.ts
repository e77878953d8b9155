import type { Builder, Offset } from 'flatbuffers';
import type { SubgraphSpec } from '../model-spec.js';
import { tableSlots } from '../schema/table-slots.js';
import type { ConstantPool } from './constant-pool.js';
import type { OperatorCodes } from './operator-codes.js';
import { TableWriter } from './table-writer.js';
import { writeOperator } from './write-operator.js';
import { writeTensor } from './write-tensor.js';
import { writeInt32s, writeOffsets } from './write-vectors.js';

export function writeSubgraph(
  builder: Builder,
  subgraph: SubgraphSpec,
  codes: OperatorCodes,
  constants: ConstantPool,
): Offset {
  const tensors = subgraph.tensors.map((tensor) => writeTensor(builder, tensor, constants));
  const operators = subgraph.operators.map((operator) => writeOperator(builder, operator, codes));
  const tensorsOffset = writeOffsets(builder, tensors);
  const operatorsOffset = writeOffsets(builder, operators);
  const inputs = writeInt32s(builder, subgraph.inputs);
  const outputs = writeInt32s(builder, subgraph.outputs);
  const name = builder.createString(subgraph.name ?? 'main');
  return new TableWriter(builder, tableSlots.subgraph)
    .offset('tensors', tensorsOffset)
    .offset('inputs', inputs)
    .offset('outputs', outputs)
    .offset('operators', operatorsOffset)
    .offset('name', name)
    .finish();
}
