/** Bytes that are not a picture we read; the message names the file and what is wrong with it. */
export class UnreadablePictureError extends Error {
  override readonly name = 'UnreadablePictureError';
  readonly code = 'pictures.unreadable';
}
