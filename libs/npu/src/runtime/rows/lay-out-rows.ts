import type { MemoryLayout } from './memory-layout.js';
import { leadBytes, rowBytes, type RowTensor } from './row-tensor.js';

/** A place for rows: as many as are alive at once, used in turn. */
export interface RowRing {
  readonly address: number;
  readonly rows: number;
}

/** Reserves rows whose pixels and borders all hold the border value. */
export function reserveRows(layout: MemoryLayout, tensor: RowTensor, rows: number): RowRing {
  const row = borderRow(tensor);
  const bytes = new Uint8Array(row.length * rows);
  for (let index = 0; index < rows; index++) bytes.set(row, index * row.length);
  return { address: layout.place(bytes), rows };
}

/** Address of the first pixel of a row. */
export function rowAddress(tensor: RowTensor, ring: RowRing, row: number): number {
  return ring.address + (row % ring.rows) * rowBytes(tensor) + leadBytes(tensor);
}

/** A row of nothing but border. */
export function borderRow(tensor: RowTensor): Uint8Array {
  const bytes = new Uint8Array(rowBytes(tensor));
  const value = tensor.geometry.borderValue;
  if (tensor.elementBytes === 1) bytes.fill(value & 255);
  else new Int16Array(bytes.buffer).fill((value << 24) >> 24);
  return bytes;
}
