import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a temporary folder that is gone when this process exits, however it is asked to. @param {string} name */
export function temporaryDirectory(name) {
  const directory = mkdtempSync(join(tmpdir(), `npufarm-${name}-`));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
