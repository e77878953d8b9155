import { basename, dirname } from 'node:path';
import { externalPackages } from './programs.mjs';

/**
 * Bundles a TypeScript program for Node into an ES module with a source map, and chunks beside it for what it imports on demand.
 *
 * @param {string} entry
 * @param {string} output
 * @param {readonly (string | RegExp)[]} outside what stays an import besides native packages
 */
export async function bundle(entry, output, outside = []) {
  // Verbs are loaded before packages are installed.
  const { rolldown } = await import('rolldown');
  const build = await rolldown({
    input: entry,
    platform: 'node',
    tsconfig: 'tsconfig.json',
    external: [...externalPackages.flatMap((name) => [name, new RegExp(`^${name}/`)]), ...outside],
    onLog: (level, log) => {
      if (level === 'warn') process.stderr.write(`${log.message}\n`);
    },
  });
  await build.write({
    dir: dirname(output),
    entryFileNames: basename(output),
    // What is imported on demand stays apart, so that a call loads only what it needs.
    chunkFileNames: 'chunks/[name]-[hash].js',
    format: 'esm',
    sourcemap: true,
  });
  await build.close();
}
