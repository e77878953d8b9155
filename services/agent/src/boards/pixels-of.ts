import { readFile } from 'node:fs/promises';
import { unseal } from '../blobs/sealed-picture.js';
import type { BoardPicture } from './board-work.js';

/** A picture's bytes, opened in memory when its file is sealed. */
export async function pixelsOf({ path, sealKey }: BoardPicture): Promise<Buffer> {
  const file = await readFile(path);
  return sealKey === undefined ? file : unseal(file, sealKey);
}
