import { rolldown } from 'rolldown';
import { externalPackages } from './programs.mjs';

/**
 * Bundles a TypeScript program for Node into one ES module with a source map.
 *
 * @param {string} entry
 * @param {string} output
 */
export async function bundle(entry, output) {
  const build = await rolldown({
    input: entry,
    platform: 'node',
    tsconfig: 'tsconfig.json',
    external: externalPackages.flatMap((name) => [name, new RegExp(`^${name}/`)]),
    onLog: (level, log) => {
      if (level === 'warn') process.stderr.write(`${log.message}\n`);
    },
  });
  await build.write({ file: output, format: 'esm', sourcemap: true, codeSplitting: false });
  await build.close();
}
