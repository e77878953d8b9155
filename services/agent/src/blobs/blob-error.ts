import type { FailureClass } from '@npufarm/contracts';
import { describeFailure } from '../link/call-failure.js';

/** A blob cannot be had or kept; carries the class of the attempt's failure. */
export class BlobError extends Error {
  override readonly name = 'BlobError';

  constructor(
    readonly failureClass: FailureClass,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Names the blob and takes the class from the cause: this computer's disk, or the control plane. */
  static from(cause: unknown, what: string): BlobError {
    const ours = cause instanceof Error && 'syscall' in cause;
    return new BlobError(ours ? 'STORAGE' : 'CONTROL_PLANE', `${what}: ${describeFailure(cause)}`, { cause });
  }
}
