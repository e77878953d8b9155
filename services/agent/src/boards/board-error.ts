import type { FailureClass } from '@npufarm/contracts';

/** A board cannot be made ready, or a driver lost it; carries the class of the failure. */
export class BoardError extends Error {
  override readonly name = 'BoardError';

  constructor(
    readonly failureClass: FailureClass,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
