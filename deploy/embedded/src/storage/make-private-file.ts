import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file that only its owner can read, from its first byte on, all or nothing. */
export function makePrivateFile(path: string, content: string): void {
  const draft = `${path}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, content, { mode: 0o600, flag: 'wx' });
  renameSync(draft, path);
}
