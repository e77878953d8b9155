import { closeSync, fdatasync, ftruncateSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { encodeRecords, findRecords, recordBytes, type RecordPlace } from './records.js';

const syncToDisk = promisify(fdatasync);

/** An append-only file of checksummed records. Opening drops a torn tail that a killed writer left. */
export class RecordFile {
  readonly #descriptor: number;
  readonly #places: RecordPlace[];
  #bytes: number;

  constructor(readonly path: string) {
    this.#descriptor = openSync(path, 'a+', 0o600);
    const { places, validBytes } = findRecords(readFileSync(path));
    ftruncateSync(this.#descriptor, validBytes);
    this.#places = [...places];
    this.#bytes = validBytes;
  }

  /** Number of records. */
  get length(): number {
    return this.#places.length;
  }

  /** Size of the file. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Adds records, all or none. They survive the process at once, the machine only after `sync`.
   * Throws ENOSPC and the like.
   */
  append(payloads: readonly Uint8Array[]): void {
    const records = encodeRecords(payloads);
    try {
      for (let written = 0; written < records.length;) {
        written += writeSync(this.#descriptor, records, written);
      }
    } catch (error) {
      ftruncateSync(this.#descriptor, this.#bytes);
      throw error;
    }
    for (const { length } of payloads) {
      this.#places.push({ offset: this.#bytes + recordBytes(0), bytes: length });
      this.#bytes += recordBytes(length);
    }
  }

  /** Payloads of the records from `first` on, at most `count`. */
  read(first: number, count: number): Uint8Array[] {
    const wanted = this.#places.slice(first, first + count);
    const start = wanted[0]?.offset ?? 0;
    const last = wanted.at(-1);
    if (last === undefined) return [];
    const content = Buffer.allocUnsafe(last.offset + last.bytes - start);
    readSync(this.#descriptor, content, 0, content.length, start);
    return wanted.map(({ offset, bytes }) => content.subarray(offset - start, offset - start + bytes));
  }

  /** Resolves when everything appended so far is on the disk. */
  async sync(): Promise<void> {
    await syncToDisk(this.#descriptor);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
