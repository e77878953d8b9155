import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { CommandError } from '../../output/command-error.js';
import { exitCodes } from '../../output/exit-code.js';
import { requireDirectory } from '../read-input.js';

/** A super-resolved picture and the original it is compared with. */
export interface PicturePair {
  /** File name without its extension. */
  readonly name: string;
  readonly hrPath: string;
  readonly srPath: string;
}

const pictureExtensions = new Set(['.png', '.jpg', '.jpeg', '.webp', '.tif', '.tiff', '.gif']);

function pairingError(code: string, message: string): CommandError {
  const hint = 'both directories need the same pictures under the same names; extensions may differ';
  return new CommandError({ code, message, hint, exitCode: exitCodes.usage });
}

async function picturesByName(directory: string): Promise<ReadonlyMap<string, string>> {
  await requireDirectory(directory);
  const pictures = new Map<string, string>();
  for (const file of (await readdir(directory)).toSorted()) {
    const { name, ext } = parse(file);
    if (!pictureExtensions.has(ext.toLowerCase())) continue;
    const earlier = pictures.get(name);
    if (earlier !== undefined)
      throw pairingError('score.two-of-a-name', `${directory} holds ${earlier} and ${file}`);
    pictures.set(name, file);
  }
  if (pictures.size === 0) throw pairingError('score.no-pictures', `${directory} holds no picture`);
  return pictures;
}

/** Pairs the pictures of two directories by name; throws when one has no partner. */
export async function pairPictures(
  hrDirectory: string,
  srDirectory: string,
): Promise<readonly PicturePair[]> {
  const originals = await picturesByName(hrDirectory);
  const results = await picturesByName(srDirectory);
  const lone =
    [...originals.keys()].find((name) => !results.has(name)) ??
    [...results.keys()].find((name) => !originals.has(name));
  if (lone !== undefined) {
    const missingFrom = originals.has(lone) ? srDirectory : hrDirectory;
    throw pairingError('score.picture-missing', `${missingFrom} has no picture named ${lone}`);
  }
  return [...originals].map(([name, file]) => ({
    name,
    hrPath: join(hrDirectory, file),
    srPath: join(srDirectory, results.get(name) ?? file),
  }));
}
