import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOwner } from '../farm/claim-data-directory.js';
import { stopLeftOvers } from '../processes/stop-left-overs.js';

const prefix = 'npufarm-demo-';
const startMs = 60_000;

/** A new temporary data directory for one demo. */
export function makeDemoDirectory(parent = tmpdir()): string {
  return mkdtempSync(join(parent, prefix));
}

/** Stops and removes what demos left behind that were killed. Very new directories may be about to be claimed. */
export async function removeAbandonedDemos(parent = tmpdir(), nowMs = Date.now()): Promise<void> {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const directory = join(parent, name);
    const stats = statSync(directory, { throwIfNoEntry: false });
    if (stats?.uid !== process.getuid?.() || nowMs - (stats?.ctimeMs ?? nowMs) < startMs) continue;
    if (findOwner(directory) !== undefined) continue;
    await stopLeftOvers(directory);
    rmSync(directory, { recursive: true, force: true });
  }
}
