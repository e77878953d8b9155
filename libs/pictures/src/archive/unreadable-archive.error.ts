/** The bytes are no zip archive that may be opened; `what` is `unreadable` or `too-many-files`. */
export class UnreadableArchiveError extends Error {
  override readonly name = 'UnreadableArchiveError';

  constructor(
    readonly what: 'unreadable' | 'too-many-files',
    message: string,
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
