import { mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { generators } from '../generators.mjs';
import { temporaryDirectory } from '../process/temporary-directory.mjs';
import { repositoryRoot } from '../tree/repository.mjs';

/**
 * Generates everything into a temporary folder and names each file that differs from the checkout.
 *
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function findDrift() {
  const base = temporaryDirectory('gen');
  try {
    const drifted = [];
    mkdirSync(join(base, 'proto'));
    for (const { name, output, generate } of generators) {
      await generate(base);
      drifted.push(
        ...differences(join(base, output), join(repositoryRoot, output)).map(
          (file) => `${output}${file} (${name})`,
        ),
      );
    }
    if (drifted.length === 0) return { code: 0, output: '' };
    return { code: 1, output: `${drifted.join('\n')}\nout of date: run "npm run gen" and commit the result` };
  } catch (error) {
    return { code: 1, output: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Files that are missing on one side or differ, as paths relative to both, with a leading slash.
 *
 * @param {string} wanted
 * @param {string} present
 */
export function differences(wanted, present) {
  const files = new Set([...listFiles(wanted), ...listFiles(present)]);
  return [...files].toSorted().filter((file) => content(wanted + file) !== content(present + file));
}

/** @param {string} path @returns {string[]} */
function listFiles(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [''];
  return readdirSync(path).flatMap((name) => listFiles(join(path, name)).map((file) => `/${name}${file}`));
}

/** @param {string} path */
function content(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'latin1') : undefined;
}
