import { join } from 'node:path';
import { pictureFiles, pictureFilesError } from '../picture-files.js';

/** A super-resolved picture and the original it is compared with. */
export interface PicturePair {
  /** File name without its extension. */
  readonly name: string;
  readonly hrPath: string;
  readonly srPath: string;
}

const hint = 'both directories need the same pictures under the same names; extensions may differ';

/** Pairs the pictures of two directories by name; throws when one has no partner. */
export async function pairPictures(
  hrDirectory: string,
  srDirectory: string,
): Promise<readonly PicturePair[]> {
  const originals = await pictureFiles(hrDirectory);
  const results = await pictureFiles(srDirectory);
  const lone =
    [...originals.keys()].find((name) => !results.has(name)) ??
    [...results.keys()].find((name) => !originals.has(name));
  if (lone !== undefined) {
    const directory = originals.has(lone) ? srDirectory : hrDirectory;
    throw pictureFilesError('pictures.missing', `${directory} has no picture named ${lone}`, hint);
  }
  return [...originals].map(([name, file]) => ({
    name,
    hrPath: join(hrDirectory, file),
    srPath: join(srDirectory, results.get(name) ?? file),
  }));
}
