import { readFile } from 'node:fs/promises';
import type { RgbPicture } from '@npufarm/scoring';
import sharp from 'sharp';
import { pictureFormats } from './picture-formats.js';
import { UnreadablePictureError } from './unreadable-picture.error.js';

/** Largest picture that is decoded: 8192 x 8192 pixels. */
export const maxPicturePixels = 8192 * 8192;

/** How a picture is read. */
export interface ReadPictureOptions {
  /** Stands for the file in error messages when bytes are given; default `the picture`. */
  readonly name?: string;
}

/**
 * Reads a picture from a file or from the bytes of one.
 *
 * Samples are taken as they are stored: embedded colour profiles and orientation tags are not applied, alpha is
 * dropped, grey becomes three equal colours, 16-bit samples keep their upper 8 bits.
 *
 * @throws UnreadablePictureError when the bytes are not a PNG, JPEG, WebP, TIFF or GIF picture, are cut off, or hold
 *   more than {@link maxPicturePixels}; a file that cannot be opened keeps the file system's own error
 */
export async function readPicture(
  source: string | Uint8Array,
  options: ReadPictureOptions = {},
): Promise<RgbPicture> {
  const name = typeof source === 'string' ? source : (options.name ?? 'the picture');
  const bytes = typeof source === 'string' ? await readFile(source) : source;
  try {
    return await decode(bytes);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new UnreadablePictureError(
      `${name} cannot be read as a picture (${problem}); use PNG or JPEG of at most ${maxPicturePixels} pixels`,
      { cause },
    );
  }
}

async function decode(bytes: Uint8Array): Promise<RgbPicture> {
  const picture = sharp(bytes, { ignoreIcc: true, limitInputPixels: maxPicturePixels });
  const { format } = await picture.metadata();
  if (!pictureFormats.includes(format)) throw new Error(`its format is ${format}`);
  const { data, info } = await picture
    .removeAlpha()
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}
