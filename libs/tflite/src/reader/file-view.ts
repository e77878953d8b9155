import { ModelFormatError } from '../model-format-error.js';
import type { VisitBudget } from './visit-budget.js';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The file's bytes behind checked little-endian reads, with a budget for all of them. */
export class FileView {
  /** A plain Uint8Array, so that a Buffer's views do not differ in type from any other file's. */
  readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(
    bytes: Uint8Array,
    readonly budget: VisitBudget,
  ) {
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Checks that `count` bytes at `offset` lie inside the file, and that `offset` is a multiple of `alignment`. */
  check(offset: number, count: number, alignment: number, place: string): void {
    if (offset < 0 || count < 0 || offset + count > this.bytes.length) {
      throw new ModelFormatError(
        'tflite.offset-out-of-range',
        place,
        `bytes ${offset} to ${offset + count} are outside the file of ${this.bytes.length} bytes`,
      );
    }
    if (offset % alignment !== 0) {
      throw new ModelFormatError(
        'tflite.offset-misaligned',
        place,
        `offset ${offset} is not a multiple of ${alignment}`,
      );
    }
  }

  int8(offset: number, place: string): number {
    this.check(offset, 1, 1, place);
    return this.view.getInt8(offset);
  }

  uint8(offset: number, place: string): number {
    this.check(offset, 1, 1, place);
    return this.view.getUint8(offset);
  }

  uint16(offset: number, place: string): number {
    this.check(offset, 2, 2, place);
    return this.view.getUint16(offset, true);
  }

  int32(offset: number, place: string): number {
    this.check(offset, 4, 4, place);
    return this.view.getInt32(offset, true);
  }

  uint32(offset: number, place: string): number {
    this.check(offset, 4, 4, place);
    return this.view.getUint32(offset, true);
  }

  float32(offset: number, place: string): number {
    this.check(offset, 4, 4, place);
    return this.view.getFloat32(offset, true);
  }

  /** Converters align 64-bit values to 4 bytes at least. */
  int64(offset: number, place: string): bigint {
    this.check(offset, 8, 4, place);
    return this.view.getBigInt64(offset, true);
  }

  uint64(offset: number, place: string): bigint {
    this.check(offset, 8, 4, place);
    return this.view.getBigUint64(offset, true);
  }

  slice(offset: number, count: number, place: string): Uint8Array {
    this.check(offset, count, 1, place);
    return this.bytes.subarray(offset, offset + count);
  }

  text(offset: number, count: number, place: string): string {
    this.budget.spend(count, place);
    return utf8.decode(this.slice(offset, count, place));
  }
}
