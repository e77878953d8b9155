import { writeFile } from 'node:fs/promises';
import type { RgbPicture } from '@npufarm/scoring';
import { encodePng } from './encode-png.js';

/** Writes a picture as a PNG file, replacing one that is there. */
export async function writePng(path: string, picture: RgbPicture): Promise<void> {
  await writeFile(path, await encodePng(picture));
}
