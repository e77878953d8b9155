import { versions } from '@npufarm/npu';
import type { BoardVersions } from '@npufarm/contracts';
import { EXIT_DONE } from '../exit-codes.js';

/** `describe`: prints the versions that stand behind every number of this board as one JSON line. */
export async function describe(): Promise<number> {
  process.stdout.write(`${JSON.stringify(versions satisfies BoardVersions)}\n`);
  return EXIT_DONE;
}
