import { Builder, type Offset } from 'flatbuffers';
import type { ModelSpec } from '../model-spec.js';
import { tableSlots } from '../schema/table-slots.js';
import { alignConstant, ConstantPool } from './constant-pool.js';
import { OperatorCodes } from './operator-codes.js';
import { TableWriter } from './table-writer.js';
import { writeSignature } from './write-signature.js';
import { writeSubgraph } from './write-subgraph.js';
import { writeOffsets } from './write-vectors.js';

const fileIdentifier = 'TFL3';

/**
 * Writes a `.tflite` file; the same spec gives the same bytes.
 *
 * Indices and shapes are written as given, so that tests can make files a reader must refuse.
 * Throws a TypeError for options that a builtin does not have.
 */
export function writeModel(spec: ModelSpec): Uint8Array {
  const constants = new ConstantPool(spec.emptyBuffers);
  if (spec.dataPlacement !== 'behind') {
    return buildFlatbuffer(spec, constants, (builder) => constants.writeInside(builder));
  }
  const measured = buildFlatbuffer(spec, constants, (builder) => constants.writeBehind(builder, 16));
  const start = alignConstant(measured.length);
  return constants.appendTo(
    buildFlatbuffer(spec, constants, (builder) => constants.writeBehind(builder, start)),
  );
}

function buildFlatbuffer(
  spec: ModelSpec,
  constants: ConstantPool,
  writeBuffers: (builder: Builder) => Offset[],
): Uint8Array {
  const builder = new Builder(1024);
  const codes = new OperatorCodes(spec.operatorCodeFields);
  const subgraphSpecs = 'subgraphs' in spec ? spec.subgraphs : [spec];
  const subgraphs = subgraphSpecs.map((subgraph) => writeSubgraph(builder, subgraph, codes, constants));
  const metadata = (spec.metadata ?? []).map(({ name, data }) => {
    const nameOffset = builder.createString(name);
    return new TableWriter(builder, tableSlots.metadata)
      .offset('name', nameOffset)
      .int32('buffer', constants.indexOf(data))
      .finish();
  });
  const signatures = (spec.signatures ?? []).map((signature) => writeSignature(builder, signature));
  const buffers = writeOffsets(builder, writeBuffers(builder));
  const operatorCodes = writeOffsets(builder, codes.write(builder));
  const subgraphsOffset = writeOffsets(builder, subgraphs);
  const metadataOffset = metadata.length > 0 ? writeOffsets(builder, metadata) : undefined;
  const signaturesOffset = signatures.length > 0 ? writeOffsets(builder, signatures) : undefined;
  const description = builder.createString(spec.description ?? '');
  const model = new TableWriter(builder, tableSlots.model)
    .int32('version', spec.version ?? 3)
    .offset('operator_codes', operatorCodes)
    .offset('subgraphs', subgraphsOffset)
    .offset('description', description)
    .offset('buffers', buffers)
    .offset('metadata', metadataOffset)
    .offset('signature_defs', signaturesOffset)
    .finish();
  builder.finish(model, fileIdentifier);
  return builder.asUint8Array().slice();
}
