import type { RgbPicture } from '@npufarm/scoring';
import sharp from 'sharp';

/** Encodes a picture as a PNG file of 8-bit RGB without any colour profile. */
export async function encodePng({ width, height, data }: RgbPicture): Promise<Uint8Array> {
  const png = await sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 9, adaptiveFiltering: true })
    .toBuffer();
  return new Uint8Array(png);
}
