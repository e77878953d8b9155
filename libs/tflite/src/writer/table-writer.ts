import { Builder, type Offset } from 'flatbuffers';

type Slots = Readonly<Record<string, number>>;

/** Collects one table's fields by name; children must be written before `finish` opens the table. */
export class TableWriter<TableSlots extends Slots> {
  private readonly fields: (() => void)[] = [];

  constructor(
    private readonly builder: Builder,
    private readonly slots: TableSlots,
  ) {}

  int8(field: keyof TableSlots, value: number, defaultValue = 0): this {
    return this.add(field, (slot) => this.builder.addFieldInt8(slot, value, defaultValue));
  }

  int32(field: keyof TableSlots, value: number, defaultValue = 0): this {
    return this.add(field, (slot) => this.builder.addFieldInt32(slot, value, defaultValue));
  }

  float32(field: keyof TableSlots, value: number, defaultValue = 0): this {
    return this.add(field, (slot) => this.builder.addFieldFloat32(slot, value, defaultValue));
  }

  uint64(field: keyof TableSlots, value: bigint): this {
    return this.add(field, (slot) => this.builder.addFieldInt64(slot, value, 0n));
  }

  offset(field: keyof TableSlots, offset: Offset | undefined): this {
    return offset === undefined
      ? this
      : this.add(field, (slot) => this.builder.addFieldOffset(slot, offset, 0));
  }

  finish(): Offset {
    this.builder.startObject(Math.max(-1, ...Object.values(this.slots)) + 1);
    for (const add of this.fields) add();
    return this.builder.endObject();
  }

  private add(field: keyof TableSlots, write: (slot: number) => void): this {
    const slot = this.slots[field] as number;
    this.fields.push(() => write(slot));
    return this;
  }
}
