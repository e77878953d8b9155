import { writeFile } from 'node:fs/promises';
import { CommandError } from '../output/command-error.js';
import { exitCodes } from '../output/exit-code.js';

/** Writes a file that the caller named; what prevents it is told with the path. */
export async function writeOutput(path: string, content: Uint8Array | string): Promise<void> {
  try {
    await writeFile(path, content);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    throw new CommandError({
      code: 'cli.cannot-write',
      message: `cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`,
      hint: isFull ? 'make room on the disk' : 'check that the directory exists and may be written',
      exitCode: isFull ? exitCodes.infrastructure : exitCodes.usage,
      cause: error,
    });
  }
}
