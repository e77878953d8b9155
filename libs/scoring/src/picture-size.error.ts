/** A picture whose size does not allow what was asked of it; the message names both sizes and the remedy. */
export class PictureSizeError extends Error {
  override readonly name = 'PictureSizeError';
  readonly code = 'scoring.picture-size';
}
