import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new temporary directory that PostgreSQL, which does not run as root, can reach; so its cluster lies inside. */
export function makeFarmDirectory(name: string): string {
  const directory = mkdtempSync(join(tmpdir(), `npufarm-${name}-`));
  chmodSync(directory, 0o711);
  return directory;
}
