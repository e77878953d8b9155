import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makePrivateFile } from '../storage/make-private-file.js';

const schema = z.object({
  url: z.url(),
  tokens: z.object({ operator: z.string(), organizer: z.string(), team: z.string() }),
  team: z.string(),
  competition: z.string(),
  phase: z.string(),
  pid: z.int(),
});

/** What a running farm tells the command on the same machine: where it is and whom to be. */
export type FarmFile = Readonly<z.infer<typeof schema>>;

const farmFilePath = (directory: string): string => join(directory, 'farm.json');

/** Writes `farm.json` of a directory, readable by its owner only. */
export function writeFarmFile(directory: string, content: FarmFile): void {
  mkdirSync(directory, { recursive: true });
  makePrivateFile(farmFilePath(directory), `${JSON.stringify(content, undefined, 2)}\n`);
}

/** The `farm.json` of a directory, if a farm wrote one. */
export function readFarmFile(directory: string): FarmFile | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(farmFilePath(directory), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Removes a `farm.json` that this process wrote; another farm's stays. */
export function removeFarmFile(directory: string): void {
  if (readFarmFile(directory)?.pid === process.pid) rmSync(farmFilePath(directory), { force: true });
}
