const header = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const firstBytes = 64 * 1024;
const longestCharacterBytes = 3;
const jsonbVersion = 1;

/** Milliseconds from 1970 to 2000, where PostgreSQL's time begins. */
const epochMs = Date.UTC(2000, 0, 1);

/** Writes rows in PostgreSQL's binary COPY format; every value is preceded by its length, -1 for NULL. */
export class RowEncoder {
  private bytes = Buffer.alloc(firstBytes);
  private length = header.copy(this.bytes);

  constructor(private readonly columns: number) {}

  /** Begins a row; as many values as there are columns follow. */
  row(): this {
    this.reserve(2);
    this.length = this.bytes.writeInt16BE(this.columns, this.length);
    return this;
  }

  bigint(value: bigint): this {
    this.reserve(12);
    this.length = this.bytes.writeInt32BE(8, this.length);
    this.length = this.bytes.writeBigInt64BE(value, this.length);
    return this;
  }

  timestamptz(value: Date): this {
    return this.bigint(BigInt(value.getTime() - epochMs) * 1000n);
  }

  text(value: string): this {
    this.reserve(4 + value.length * longestCharacterBytes);
    const written = this.bytes.write(value, this.length + 4);
    this.bytes.writeInt32BE(written, this.length);
    this.length += 4 + written;
    return this;
  }

  /** `undefined` is NULL. */
  jsonb(value: string | undefined): this {
    this.reserve(5 + (value ?? '').length * longestCharacterBytes);
    if (value === undefined) {
      this.length = this.bytes.writeInt32BE(-1, this.length);
      return this;
    }
    const written = this.bytes.write(value, this.length + 5);
    this.bytes.writeInt32BE(1 + written, this.length);
    this.bytes.writeInt8(jsonbVersion, this.length + 4);
    this.length += 5 + written;
    return this;
  }

  /** Everything, with the mark of the end. */
  finish(): Buffer {
    this.reserve(2);
    this.length = this.bytes.writeInt16BE(-1, this.length);
    return this.bytes.subarray(0, this.length);
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.bytes.length) return;
    const larger = Buffer.alloc(Math.max(this.bytes.length * 2, this.length + bytes));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}
