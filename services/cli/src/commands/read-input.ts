import { readFile, stat } from 'node:fs/promises';
import { CommandError } from '../output/command-error.js';
import { exitCodes } from '../output/exit-code.js';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is not a directory',
};

/** An input that cannot be read: exit status 2, naming the path. */
export function unreadableInput(path: string, error: unknown): CommandError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new CommandError({
    code: code === 'ENOENT' ? 'cli.file-not-found' : 'cli.file-unreadable',
    message: `cannot read ${path}: ${reasons[code] ?? (error instanceof Error ? error.message : code)}`,
    hint: 'check the path',
    exitCode: exitCodes.usage,
    cause: error,
  });
}

/** A file that the caller named. */
export async function readInput(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw unreadableInput(path, error);
  }
}

/** Throws unless a path is a directory. */
export async function requireDirectory(path: string): Promise<void> {
  try {
    if ((await stat(path)).isDirectory()) return;
  } catch (error) {
    throw unreadableInput(path, error);
  }
  throw unreadableInput(path, new Error('it is not a directory'));
}
