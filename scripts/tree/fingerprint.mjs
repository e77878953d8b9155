import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const skippedDirectories = new Set(['node_modules', 'dist', '.npufarm']);
const isSource = (/** @type {string} */ name) => !name.endsWith('.spec.ts') && !name.endsWith('.spec.tsx');

/**
 * Hashes names and contents of files and folders, specs left out, in an order that does not depend on the file system.
 *
 * @param {string} root
 * @param {readonly string[]} paths relative to root; a missing one contributes its absence
 * @returns {string} hexadecimal SHA-256
 */
export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths) addPath(hash, root, path);
  return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} root @param {string} path */
function addPath(hash, root, path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined) {
    hash.update(`absent ${path}\n`);
  } else if (stats.isDirectory()) {
    for (const name of readdirSync(join(root, path)).toSorted()) {
      if (!skippedDirectories.has(name) && isSource(name)) addPath(hash, root, `${path}/${name}`);
    }
  } else {
    const content = readFileSync(join(root, path));
    hash.update(`file ${path} ${content.length}\n`).update(content);
  }
}
