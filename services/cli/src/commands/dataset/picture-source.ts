import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { CommandError } from '../../output/command-error.js';
import { exitCodes } from '../../output/exit-code.js';
import { readInput, unreadableInput } from '../read-input.js';

/** A folder or a zip archive of pictures. */
export interface PictureSource {
  /** With forward slashes. */
  readonly paths: readonly string[];
  read(path: string): Promise<Uint8Array>;
  close(): void;
}

/** The farm takes no larger file. */
const fileLimitBytes = 64 * 1024 * 1024;

/** Opens a folder or an archive; throws a CommandError that names it. */
export async function openPictureSource(path: string): Promise<PictureSource> {
  try {
    if ((await stat(path)).isDirectory()) return await openFolder(path);
  } catch (error) {
    throw unreadableInput(path, error);
  }
  return openArchive(path);
}

async function openFolder(folder: string): Promise<PictureSource> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  return { paths, read: (path) => readInput(join(folder, path)), close: () => undefined };
}

async function openArchive(file: string): Promise<PictureSource> {
  const { UnreadableArchiveError, ZipArchive } = await import('@npufarm/pictures');
  const refusalOf = (place: string, error: unknown): unknown =>
    error instanceof UnreadableArchiveError
      ? archiveError(`archive.${error.what}`, `${place}: ${error.message}`, error.hint, error)
      : error;
  const archive = await ZipArchive.open(file).catch((error: unknown) => {
    throw refusalOf(file, error);
  });
  const entries = new Map(archive.entries.map((entry) => [entry.fileName, entry]));
  return {
    paths: [...entries.keys()].filter((name) => !name.endsWith('/')),
    read: async (path) => {
      const pieces: Uint8Array[] = [];
      let bytes = 0;
      const entry = entries.get(path);
      if (entry === undefined) throw new Error(`${file} has no ${path}`);
      try {
        for await (const piece of archive.read(entry)) {
          bytes += piece.byteLength;
          if (bytes > fileLimitBytes) {
            throw archiveError(
              'picture.too-large',
              `${path} is larger than ${fileLimitBytes} bytes`,
              'crop it',
            );
          }
          pieces.push(piece);
        }
      } catch (error) {
        throw refusalOf(path, error);
      }
      return Buffer.concat(pieces);
    },
    close: () => archive.close(),
  };
}

function archiveError(code: string, message: string, hint: string, cause?: unknown): CommandError {
  return new CommandError({ code, message, hint, exitCode: exitCodes.refused, cause });
}
