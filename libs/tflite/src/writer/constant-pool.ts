import type { Builder, Offset } from 'flatbuffers';
import { tableSlots } from '../schema/table-slots.js';
import { TableWriter } from './table-writer.js';
import { writeBytes } from './write-vectors.js';

const constantAlignmentBytes = 16;

/** The model's buffers: buffer 0 stays empty, the same view is stored once. */
export class ConstantPool {
  private readonly indexByView = new Map<ArrayBufferView, number>();

  constructor(private readonly emptyBuffers: 'shared' | 'own' = 'shared') {}

  /** The index of the buffer that holds `data`; without data, 0 or an empty buffer of its own. */
  indexOf(given: ArrayBufferView | undefined): number {
    const data = given ?? (this.emptyBuffers === 'own' ? new Uint8Array(0) : undefined);
    if (data === undefined) return 0;
    const known = this.indexByView.get(data);
    if (known !== undefined) return known;
    const index = this.indexByView.size + 1;
    this.indexByView.set(data, index);
    return index;
  }

  /** Writes the buffer tables with their data inside the flatbuffer. */
  writeInside(builder: Builder): Offset[] {
    const tables = this.views().map((bytes) => {
      const data = bytes.length === 0 ? undefined : writeBytes(builder, bytes);
      return new TableWriter(builder, tableSlots.buffer).offset('data', data).finish();
    });
    return [new TableWriter(builder, tableSlots.buffer).finish(), ...tables];
  }

  /** Writes the buffer tables with offsets to data that starts at `start` in the file. */
  writeBehind(builder: Builder, start: number): Offset[] {
    let offset = start;
    const tables = this.views().map((bytes) => {
      const table = new TableWriter(builder, tableSlots.buffer)
        .uint64('offset', BigInt(offset))
        .uint64('size', BigInt(bytes.length))
        .finish();
      offset = alignConstant(offset + bytes.length);
      return table;
    });
    return [new TableWriter(builder, tableSlots.buffer).finish(), ...tables];
  }

  /** The flatbuffer followed by the data that `writeBehind` refers to. */
  appendTo(flatbuffer: Uint8Array): Uint8Array {
    const placed: { readonly offset: number; readonly bytes: Uint8Array }[] = [];
    let end = alignConstant(flatbuffer.length);
    for (const bytes of this.views()) {
      placed.push({ offset: end, bytes });
      end = alignConstant(end + bytes.length);
    }
    const file = new Uint8Array(end);
    file.set(flatbuffer);
    for (const { offset, bytes } of placed) file.set(bytes, offset);
    return file;
  }

  private views(): Uint8Array[] {
    return Array.from(
      this.indexByView.keys(),
      (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength),
    );
  }
}

/** The next offset at which a constant may start. */
export function alignConstant(offset: number): number {
  return Math.ceil(offset / constantAlignmentBytes) * constantAlignmentBytes;
}
