const alignment = 64;

/** Addresses in a memory that does not exist yet, and what is written there once it does. */
export class MemoryLayout {
  private end = alignment;
  private readonly contents: { readonly address: number; readonly bytes: Uint8Array }[] = [];
  private readonly addresses = new Map<Uint8Array, number>();

  /** Bytes up to the end of the last place. */
  get bytes(): number {
    return this.end;
  }

  /** A place that starts as zeros. */
  reserve(bytes: number): number {
    const address = this.end;
    this.end = Math.ceil((address + bytes) / alignment) * alignment;
    return address;
  }

  /** The place of constant bytes; the same array gets one place. */
  place(bytes: Uint8Array): number {
    const known = this.addresses.get(bytes);
    if (known !== undefined) return known;
    const address = this.reserve(bytes.length);
    this.addresses.set(bytes, address);
    this.contents.push({ address, bytes });
    return address;
  }

  /** Writes what was placed, and lets go of it. */
  writeTo(memory: Uint8Array): void {
    for (const { address, bytes } of this.contents) memory.set(bytes, address);
    this.contents.length = 0;
    this.addresses.clear();
  }
}
