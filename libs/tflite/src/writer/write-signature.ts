import type { Builder, Offset } from 'flatbuffers';
import type { Signature } from '../model.js';
import { tableSlots } from '../schema/table-slots.js';
import { TableWriter } from './table-writer.js';
import { writeOffsets } from './write-vectors.js';

export function writeSignature(builder: Builder, signature: Signature): Offset {
  const key = builder.createString(signature.key);
  const inputs = writeTensorMaps(builder, signature.inputs);
  const outputs = writeTensorMaps(builder, signature.outputs);
  return new TableWriter(builder, tableSlots.signature)
    .offset('inputs', inputs)
    .offset('outputs', outputs)
    .offset('signature_key', key)
    .int32('subgraph_index', signature.subgraph)
    .finish();
}

function writeTensorMaps(builder: Builder, entries: Signature['inputs']): Offset {
  const maps = entries.map(({ name, tensor }) => {
    const nameOffset = builder.createString(name);
    return new TableWriter(builder, tableSlots.tensorMap)
      .offset('name', nameOffset)
      .int32('tensor_index', tensor)
      .finish();
  });
  return writeOffsets(builder, maps);
}
