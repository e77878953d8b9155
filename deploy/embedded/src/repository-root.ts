import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that this program belongs to, as a bundle in `dist` as well as in its source folder. */
export const repositoryRoot = findUpwards(dirname(fileURLToPath(import.meta.url)));

function findUpwards(directory: string): string {
  if (existsSync(join(directory, 'nest-cli.json'))) return directory;
  const parent = dirname(directory);
  if (parent === directory) throw new Error('the embedded farm must stay inside the npufarm checkout');
  return findUpwards(parent);
}
