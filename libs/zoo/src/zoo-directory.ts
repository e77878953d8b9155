import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Finds the directory that holds the sample models and pictures, `libs/zoo` of the checkout.
 *
 * Walks up from `start`, so that it also works where this code has been bundled into `dist`.
 *
 * @param start default: the directory of the running code
 * @throws Error naming the starting directory when no directory above it holds `libs/zoo/models`
 */
export function zooDirectory(start: string = dirname(fileURLToPath(import.meta.url))): string {
  for (let directory = start; ; directory = dirname(directory)) {
    const candidate = join(directory, 'libs', 'zoo');
    if (existsSync(join(candidate, 'models'))) return candidate;
    if (directory === dirname(directory)) {
      throw new Error(
        `no directory above ${start} holds libs/zoo/models; run from a complete checkout of npufarm`,
      );
    }
  }
}
