import { mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DirectoryInUseError } from './directory-in-use-error.js';
import { processIdentity } from './process-identity.js';

/**
 * Keeps a data directory for one process: two agents on one spool would hand over each other's attempts.
 *
 * The lock is a symbolic link that names its process. A link is made at once or not at all, and also on a full disk.
 * What a killed process leaves is adopted.
 */
export class DirectoryLock {
  private constructor(
    private readonly path: string,
    private readonly owner: string,
  ) {}

  /** @throws DirectoryInUseError while the process that has the lock runs */
  static take(directory: string): DirectoryLock {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, 'lock');
    const owner = processIdentity(process.pid) ?? `${process.pid}`;
    for (;;) {
      if (link(owner, path)) return new DirectoryLock(path, owner);
      const holder = ownerOf(path);
      if (holder === undefined) continue;
      const pid = Number.parseInt(holder, 10);
      if (processIdentity(pid) === holder) throw new DirectoryInUseError(directory, pid);
      removeStale(path, holder);
    }
  }

  /** Gives the directory back; harmless when another process has adopted the lock. */
  release(): void {
    if (ownerOf(this.path) === this.owner) rmSync(this.path, { force: true });
  }
}

/** Moves a lock away before it looks at it again: another process may have adopted it meanwhile. */
function removeStale(path: string, holder: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = ownerOf(aside);
  if (moved !== undefined && moved !== holder) link(moved, path);
  rmSync(aside, { force: true });
}

function link(owner: string, path: string): boolean {
  try {
    symlinkSync(owner, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function ownerOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
