/** A metric refused a pair of pictures; trying again would not help. */
export class IncomparablePicturesError extends Error {
  override readonly name = 'IncomparablePicturesError';
}
