import type { Fault } from '@npufarm/contracts';

export interface FarmErrorOptions {
  /** Stable, `<area>.<what>`. */
  readonly code: string;
  readonly fault: Fault;
  readonly status: number;
  /** A sentence that names the thing and its value. */
  readonly detail: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** A refusal or failure with a stable code, an HTTP status and who must act. */
export class FarmError extends Error {
  readonly code: string;
  readonly fault: Fault;
  readonly status: number;
  readonly hint: string | undefined;

  constructor(options: FarmErrorOptions) {
    super(options.detail, { cause: options.cause });
    this.name = 'FarmError';
    this.code = options.code;
    this.fault = options.fault;
    this.status = options.status;
    this.hint = options.hint;
  }
}
