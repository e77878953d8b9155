/**
 * An 8-bit RGB picture.
 *
 * Shapes: data holds height x width x 3 bytes, rows from the top, red, green and blue interleaved.
 */
export interface RgbPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
