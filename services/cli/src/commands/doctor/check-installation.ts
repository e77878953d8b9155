import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packageVersion } from '../../config/package-root.js';
import { age } from '../../output/format-age.js';
import type { Finding } from './finding.js';

const neededNode = [20, 19] as const;

/** This program itself: its version, its age, the Node under it. */
export function checkInstallation(nowMs: number): readonly Finding[] {
  const path = fileURLToPath(import.meta.url);
  const isBundle = path.endsWith('.js');
  const built = isBundle
    ? `built ${age(statSync(path).mtime.toISOString(), nowMs)} ago`
    : 'running from its sources';
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isEnough = major > neededNode[0] || (major === neededNode[0] && minor >= neededNode[1]);
  return [
    { check: 'command', state: 'ok', detail: `npufarm ${packageVersion()}, ${built}` },
    {
      check: 'node',
      state: isEnough ? 'ok' : 'failed',
      detail: `Node ${process.versions.node}`,
      hint: isEnough ? undefined : `install Node ${neededNode.join('.')} or newer`,
    },
  ];
}
