import { parse } from 'node:path';
import { isPictureFile, pictureFilesError } from '../picture-files.js';

/** The files of one picture, by their paths in the source. */
export interface PicturePair {
  readonly name: string;
  readonly hr: string;
  /** Absent where the farm makes it. */
  readonly lr?: string;
}

/** A folder's name says what is in it, as `HR`, `lr` or `DIV2K_valid_LR_bicubic`. */
const kindOf = (path: string): 'hr' | 'lr' | undefined => {
  const found = path
    .split('/')
    .slice(0, -1)
    .map((folder) => /(?:^|[_-])(hr|lr)(?:[_-]|$)/i.exec(folder)?.[1]?.toLowerCase())
    .findLast((kind) => kind !== undefined);
  return found === 'hr' || found === 'lr' ? found : undefined;
};

/**
 * Puts the pictures of a folder or archive into pairs: by folders HR and LR where there are such, else every picture is
 * a high-resolution one. A low-resolution file is named like its original, or with `x<scale>` behind.
 *
 * Throws a usage error that names the file which has no partner, or the two that share a name.
 */
export function pairFiles(paths: readonly string[], scale: number): readonly PicturePair[] {
  const pictures = paths.filter((path) => isPictureFile(path) && !isHidden(path)).toSorted();
  const inFolders = pictures.filter((path) => kindOf(path) === 'hr');
  const originals = byName(inFolders.length > 0 ? inFolders : pictures, (name) => name);
  const reduced = byName(
    inFolders.length > 0 ? pictures.filter((path) => kindOf(path) === 'lr') : [],
    (name) => (name.endsWith(`x${scale}`) ? name.slice(0, -`x${scale}`.length) : name),
  );
  for (const [name, path] of reduced) {
    if (!originals.has(name)) throw unpaired(path, 'high-resolution');
  }
  return [...originals].map(([name, hr]) => {
    if (reduced.size === 0) return { name, hr };
    const lr = reduced.get(name);
    if (lr === undefined) throw unpaired(hr, 'low-resolution');
    return { name, hr, lr };
  });
}

function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}

function byName(paths: readonly string[], nameOf: (name: string) => string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const path of paths) {
    const name = nameOf(parse(path).name);
    const other = files.get(name);
    if (other !== undefined) {
      throw pictureFilesError(
        'pictures.two-of-a-name',
        `${other} and ${path} have one name`,
        'keep one of them',
      );
    }
    files.set(name, path);
  }
  return files;
}

function unpaired(path: string, missing: string): Error {
  const hint = 'name the files of a pair alike, the low-resolution one maybe with x3 behind';
  return pictureFilesError('pictures.unpaired', `${path} has no ${missing} partner`, hint);
}
