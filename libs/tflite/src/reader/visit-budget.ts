import { ModelFormatError } from '../model-format-error.js';
import type { ReaderLimits } from './reader-limits.js';

/** Honest files visit less than their own size; some writers share strings and lists. */
const visitsPerByte = 4;
/** Lets the smallest files hold a few tables that share their bytes. */
const freeBytes = 4096;

/**
 * Counts what the reader goes through, in bytes and in tables.
 *
 * Offsets may overlap, so a small file can describe a huge structure; the budget ends that.
 */
export class VisitBudget {
  private bytesLeft: number;
  private tablesLeft: number;

  constructor(
    private readonly fileBytes: number,
    private readonly limits: ReaderLimits,
  ) {
    this.bytesLeft = Math.min(fileBytes * visitsPerByte + freeBytes, limits.maxVisitedBytes);
    this.tablesLeft = limits.maxTables;
  }

  spendTable(bytes: number, place: string): void {
    this.tablesLeft -= 1;
    if (this.tablesLeft < 0) {
      throw new ModelFormatError(
        'tflite.too-many-tables',
        place,
        `the file holds more than ${this.limits.maxTables} tables (tensors, operators and their parts)`,
        'Reduce the number of operators and tensors',
      );
    }
    this.spend(bytes, place);
  }

  spend(bytes: number, place: string): void {
    this.bytesLeft -= bytes;
    if (this.bytesLeft < 0) {
      throw new ModelFormatError(
        'tflite.visit-budget-exceeded',
        place,
        `the file's tables and lists overlap or exceed what a file of ${this.fileBytes} bytes may hold`,
      );
    }
  }
}
