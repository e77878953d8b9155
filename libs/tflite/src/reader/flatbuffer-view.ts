import { ModelFormatError } from '../model-format-error.js';
import type { FileView } from './file-view.js';

type Slots = Readonly<Record<string, number>>;

interface VectorRange {
  readonly start: number;
  readonly length: number;
}

/**
 * One table of the flatbuffer, read by field name; every access is checked and knows its place.
 *
 * Layout: a table starts with the signed distance back to its vtable; the vtable holds its own size,
 * the table's size, then one 16-bit offset per slot (0 when the field is absent).
 * Source: FlatBuffers, "FlatBuffer Internals".
 */
export class TableView<TableSlots extends Slots> {
  private readonly vtable: number;
  private readonly vtableBytes: number;
  private readonly tableBytes: number;

  constructor(
    private readonly file: FileView,
    private readonly start: number,
    private readonly slots: TableSlots,
    readonly place: string,
  ) {
    const at = place === '' ? 'file' : place;
    this.vtable = start - file.int32(start, at);
    this.vtableBytes = file.uint16(this.vtable, at);
    this.tableBytes = file.uint16(this.vtable + 2, at);
    file.budget.spendTable(this.tableBytes, at);
    if (this.vtableBytes < 4 || this.vtableBytes % 2 !== 0 || this.tableBytes < 4) {
      throw new ModelFormatError(
        'tflite.malformed-table',
        at,
        `the table's layout claims ${this.vtableBytes} and ${this.tableBytes} bytes, which no table can have`,
      );
    }
    file.check(this.vtable, this.vtableBytes, 2, at);
    file.check(start, this.tableBytes, 4, at);
  }

  /** The place of a field, for errors about its value. */
  placeOf(field: keyof TableSlots): string {
    return this.place === '' ? String(field) : `${this.place}.${String(field)}`;
  }

  has(field: keyof TableSlots): boolean {
    return this.find(field, 1) !== undefined;
  }

  bool(field: keyof TableSlots, defaultValue = false): boolean {
    return this.uint8(field, Number(defaultValue)) !== 0;
  }

  int8(field: keyof TableSlots, defaultValue = 0): number {
    const at = this.find(field, 1);
    return at === undefined ? defaultValue : this.file.int8(at, this.placeOf(field));
  }

  uint8(field: keyof TableSlots, defaultValue = 0): number {
    const at = this.find(field, 1);
    return at === undefined ? defaultValue : this.file.uint8(at, this.placeOf(field));
  }

  int32(field: keyof TableSlots, defaultValue = 0): number {
    const at = this.find(field, 4);
    return at === undefined ? defaultValue : this.file.int32(at, this.placeOf(field));
  }

  uint32(field: keyof TableSlots, defaultValue = 0): number {
    const at = this.find(field, 4);
    return at === undefined ? defaultValue : this.file.uint32(at, this.placeOf(field));
  }

  float32(field: keyof TableSlots, defaultValue = 0): number {
    const at = this.find(field, 4);
    return at === undefined ? defaultValue : this.file.float32(at, this.placeOf(field));
  }

  uint64(field: keyof TableSlots): bigint {
    const at = this.find(field, 8);
    return at === undefined ? 0n : this.file.uint64(at, this.placeOf(field));
  }

  table<Child extends Slots>(field: keyof TableSlots, slots: Child): TableView<Child> | undefined {
    const start = this.follow(field);
    return start === undefined ? undefined : new TableView(this.file, start, slots, this.placeOf(field));
  }

  string(field: keyof TableSlots): string | undefined {
    const range = this.vector(field, 1);
    return range && this.file.text(range.start, range.length, this.placeOf(field));
  }

  bytes(field: keyof TableSlots): Uint8Array | undefined {
    const range = this.vector(field, 1);
    return range && this.file.slice(range.start, range.length, this.placeOf(field));
  }

  int32s(field: keyof TableSlots): number[] | undefined {
    return this.elements(field, 4, (at, place) => this.file.int32(at, place));
  }

  float32s(field: keyof TableSlots): number[] | undefined {
    return this.elements(field, 4, (at, place) => this.file.float32(at, place));
  }

  int64s(field: keyof TableSlots): bigint[] | undefined {
    return this.elements(field, 8, (at, place) => this.file.int64(at, place));
  }

  tables<Child extends Slots>(field: keyof TableSlots, slots: Child): TableView<Child>[] {
    let index = 0;
    const children = this.elements(field, 4, (at) => {
      const place = `${this.placeOf(field)}[${index++}]`;
      return new TableView(this.file, at + this.file.uint32(at, place), slots, place);
    });
    return children ?? [];
  }

  private elements<Element>(
    field: keyof TableSlots,
    elementBytes: number,
    read: (at: number, place: string) => Element,
  ): Element[] | undefined {
    const range = this.vector(field, elementBytes);
    if (range === undefined) return undefined;
    const place = this.placeOf(field);
    this.file.budget.spend(range.length * elementBytes, place);
    return Array.from({ length: range.length }, (_, index) =>
      read(range.start + index * elementBytes, place),
    );
  }

  private vector(field: keyof TableSlots, elementBytes: number): VectorRange | undefined {
    const at = this.follow(field);
    if (at === undefined) return undefined;
    const place = this.placeOf(field);
    const length = this.file.uint32(at, place);
    this.file.check(at + 4, length * elementBytes, Math.min(elementBytes, 4), place);
    return { start: at + 4, length };
  }

  private follow(field: keyof TableSlots): number | undefined {
    const at = this.find(field, 4);
    return at === undefined ? undefined : at + this.file.uint32(at, this.placeOf(field));
  }

  private find(field: keyof TableSlots, fieldBytes: number): number | undefined {
    const entry = 4 + 2 * (this.slots[field] as number);
    if (entry + 2 > this.vtableBytes) return undefined;
    const offset = this.file.uint16(this.vtable + entry, this.placeOf(field));
    if (offset === 0) return undefined;
    if (offset < 4 || offset + fieldBytes > this.tableBytes) {
      throw new ModelFormatError(
        'tflite.malformed-table',
        this.placeOf(field),
        `the field lies at byte ${offset} of a table of ${this.tableBytes} bytes`,
      );
    }
    return this.start + offset;
  }
}
