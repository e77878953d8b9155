import { existsSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { programs } from '../../deploy/embedded/src/farm/programs.js';
import { describeReport } from './describe-report.js';
import { killAgent } from './nemesis/faults/agents.js';
import { stepClock } from './nemesis/faults/clocks.js';
import { killControlPlane } from './nemesis/faults/control-planes.js';
import { duplicateResults } from './nemesis/faults/links.js';
import { killPostgres, removeJetStreamStore } from './nemesis/faults/servers.js';
import { runChaos } from './run-chaos.js';
import { makeFarmDirectory } from '../make-farm-directory.js';

const isBuilt = Object.values(programs).every((program) => existsSync(program));

describe.skipIf(!isBuilt)('a farm of real processes (needs the built programs)', () => {
  it('loses nothing and counts nothing twice while its parts are killed', { timeout: 400_000 }, async () => {
    const directory = makeFarmDirectory('chaos');
    const lines: string[] = [];

    const report = await runChaos({
      seed: 1,
      jobs: 40,
      limitMs: 300_000,
      faultEveryMs: 4000,
      jobsPerSecond: 1.6,
      emulatedShare: 0.05,
      script: [stepClock, killAgent, killControlPlane, duplicateResults, removeJetStreamStore, killPostgres],
      directory,
      logLevel: 'error',
      log: (line) => lines.push(line),
    });

    const story = `${lines.join('\n')}\n${describeReport(report)}`;
    expect(report.misfortunes, story).toHaveLength(6);
    expect(report.jobs, story).toBe(40);
    expect([...report.lost, ...report.duplicated, ...report.violations], story).toEqual([]);
    expect(report.invariantChecks).toBeGreaterThan(0);
    rmSync(directory, { recursive: true });
  });
});
