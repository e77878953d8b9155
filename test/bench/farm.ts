import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../services/agent/src/boards/injection/seeded-random.js';
import type { FarmTables } from '../chaos/check/farm-tables.js';
import type { ProcessFarm } from '../chaos/farm/process-farm.js';
import { Participants } from '../chaos/load/participants.js';
import {
  cpuSince,
  cpuTimes,
  type CpuTimes,
  describeCpu,
  untilJudged,
  withBenchFarm,
} from './farm/bench-farm.js';
import { type Quantiles, quantiles } from './farm/quantiles.js';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '1000' },
    rate: { type: 'string', default: '100' },
    boards: { type: 'string', default: '100' },
  },
});

interface Waits {
  /** Milliseconds from the job's entry into the queue until its agent has it. */
  readonly queued_to_accepted_ms: Quantiles | undefined;
  /** Milliseconds from the offer until its agent has it. */
  readonly offered_to_accepted_ms: Quantiles | undefined;
  readonly jobs: number;
  /** From the first job's entry into the queue to the last one's verdict. */
  readonly jobs_per_second: number;
  readonly events_stored: number;
  readonly cpu_seconds: CpuTimes;
}

const unlimited = new AbortController().signal;
let handedIn = 0;

/** Hands in jobs at a rate and looks at how each one went. */
async function run(farm: ProcessFarm, tables: FarmTables, jobs: number, perSecond: number): Promise<Waits> {
  const began = new Date();
  const cpu = cpuTimes(farm);
  const participants = new Participants(farm, seededRandom('bench', handedIn), `bench-${handedIn}`);
  await participants.run({ jobs, perSecond, emulatedShare: 0, repeatedShare: 0 }, unlimited);
  handedIn += jobs;
  await untilJudged(tables, handedIn);
  const rows = await tables.query<{
    queued: Date;
    offered: Date;
    accepted: Date;
    ended: Date;
    events: string;
  }>(
    `SELECT j.queued_at AS queued, a.offered_at AS offered, a.accepted_at AS accepted, j.ended_at AS ended,
       a.last_seq AS events
     FROM jobs j JOIN attempts a ON a.id = j.current_attempt WHERE j.queued_at >= $1 AND j.state = 'SUCCEEDED'`,
    [began],
  );
  if (rows === undefined) throw new Error('the database is not there to be read');
  const first = Math.min(...rows.map(({ queued }) => queued.getTime()));
  const last = Math.max(...rows.map(({ ended }) => ended.getTime()));
  return {
    queued_to_accepted_ms: quantiles(
      rows.map(({ queued, accepted }) => accepted.getTime() - queued.getTime()),
    ),
    offered_to_accepted_ms: quantiles(
      rows.map(({ offered, accepted }) => accepted.getTime() - offered.getTime()),
    ),
    jobs: rows.length,
    jobs_per_second: Number((rows.length / ((last - first) / 1000)).toFixed(1)),
    cpu_seconds: cpuSince(farm, cpu),
    events_stored: rows.reduce((sum, { events }) => sum + Number(events), 0),
  };
}

const boards = Number(values.boards);
const report = await withBenchFarm(
  { agents: 4, boardsPerAgent: Math.ceil(boards / 4), board: { measureMs: 20, lines: 10 } },
  async (farm, tables) => {
    await run(farm, tables, 5, 2);
    process.stderr.write('dispatch on an idle farm\n');
    const idle = await run(farm, tables, 40, 4);
    process.stderr.write(`${values.rate} jobs/s\n`);
    const paced = await run(farm, tables, Number(values.jobs), Number(values.rate));
    process.stderr.write('as fast as it goes\n');
    const flat_out = await run(farm, tables, Number(values.jobs), 10_000);
    return { idle, paced: { rate: Number(values.rate), ...paced }, flat_out };
  },
);
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, load: loadavg()[0] };
if (values.json) process.stdout.write(`${JSON.stringify({ ...report, boards, machine }, undefined, 2)}\n`);
else {
  for (const [name, waits] of Object.entries(report)) {
    const { queued_to_accepted_ms: wait, jobs_per_second, jobs, events_stored, cpu_seconds } = waits;
    process.stdout.write(
      `${name.padEnd(9)} ${String(jobs).padStart(6)} jobs  ${String(jobs_per_second).padStart(7)} jobs/s  ` +
        `queue to agent p50 ${wait?.p50 ?? '-'} ms, p99 ${wait?.p99 ?? '-'} ms  ${events_stored} events stored, ${describeCpu(cpu_seconds)}\n`,
    );
  }
}
process.exit(0);
