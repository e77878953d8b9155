import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes the files of a folder that were last written before a moment: outputs whose source is gone.
 *
 * @param {string} directory
 * @param {number} beforeMs milliseconds since the epoch
 */
export function removeOlderFiles(directory, beforeMs) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) removeOlderFiles(path, beforeMs);
    else if (statSync(path).mtimeMs < beforeMs) rmSync(path);
  }
}
