import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeReport } from './describe-report.js';
import { runChaos } from './run-chaos.js';
import { makeFarmDirectory } from '../make-farm-directory.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '20' },
    rate: { type: 'string', default: '3.5' },
    every: { type: 'string', default: '10' },
    keep: { type: 'boolean', default: false },
    'log-level': { type: 'string', default: 'warn' },
    json: { type: 'boolean', default: false },
  },
});

const directory = makeFarmDirectory('chaos');
const startedAtMs = performance.now();
const log = (line: string): void => {
  process.stderr.write(`${((performance.now() - startedAtMs) / 1000).toFixed(0).padStart(5)} s  ${line}\n`);
};

const report = await runChaos({
  seed: Number(values.seed),
  jobs: Number(values.jobs),
  limitMs: Number(values.minutes) * 60_000,
  faultEveryMs: Number(values.every) * 1000,
  jobsPerSecond: Number(values.rate),
  emulatedShare: 0.05,
  directory,
  logLevel: values['log-level'],
  log,
});
process.stdout.write(values.json ? `${JSON.stringify(report, undefined, 2)}\n` : describeReport(report));
const isSound = report.lost.length + report.duplicated.length + report.violations.length === 0;
if (isSound && !values.keep) rmSync(directory, { recursive: true, force: true });
else process.stderr.write(`Logs and data are in ${directory}.\n`);
process.exit(isSound ? 0 : 1);
