import { readdir } from 'node:fs/promises';
import { parse } from 'node:path';
import { CommandError } from '../output/command-error.js';
import { exitCodes } from '../output/exit-code.js';
import { requireDirectory } from './read-input.js';

const pictureExtensions = new Set(['.png', '.jpg', '.jpeg', '.webp', '.tif', '.tiff', '.gif']);

/** Whether a file's name says that it is a picture. */
export function isPictureFile(path: string): boolean {
  return pictureExtensions.has(parse(path).ext.toLowerCase());
}

/** What pictures' names end in, as a sentence for hints. */
export const pictureHint = `pictures end in ${[...pictureExtensions].join(' ')}`;

/** A usage error about directories of pictures. */
export function pictureFilesError(code: string, message: string, hint: string): CommandError {
  return new CommandError({ code, message, hint, exitCode: exitCodes.usage });
}

/** The picture files of a directory by their name without extension, in order; throws when there is none. */
export async function pictureFiles(directory: string): Promise<ReadonlyMap<string, string>> {
  await requireDirectory(directory);
  const files = new Map<string, string>();
  for (const file of (await readdir(directory)).toSorted()) {
    const { name, ext } = parse(file);
    if (!pictureExtensions.has(ext.toLowerCase())) continue;
    const earlier = files.get(name);
    if (earlier !== undefined) {
      const message = `${directory} holds both ${earlier} and ${file}`;
      throw pictureFilesError('pictures.two-of-a-name', message, 'keep one of them');
    }
    files.set(name, file);
  }
  if (files.size === 0) {
    throw pictureFilesError('pictures.none', `${directory} holds no picture`, pictureHint);
  }
  return files;
}
