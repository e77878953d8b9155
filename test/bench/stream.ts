import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../services/agent/src/boards/injection/seeded-random.js';
import type { FarmTables } from '../chaos/check/farm-tables.js';
import type { ProcessFarm } from '../chaos/farm/process-farm.js';
import { Participants } from '../chaos/load/participants.js';
import { DurableLines } from './farm/durable-lines.js';
import {
  cpuSince,
  cpuTimes,
  type CpuTimes,
  describeCpu,
  untilJudged,
  withBenchFarm,
} from './farm/bench-farm.js';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    streams: { type: 'string', default: '100' },
    lines: { type: 'string', default: '6000' },
    seconds: { type: 'string', default: '15' },
    disconnects: { type: 'string', default: '100' },
  },
});
const streams = Number(values.streams);
const lines = Number(values.lines);

interface Stored {
  readonly events: number;
  /** From the first line to the last verdict. */
  readonly seconds: number;
  /** While all streams were open; undefined when they never were. */
  readonly events_per_second: number | undefined;
  readonly measured_seconds: number | undefined;
  readonly disconnects: number;
  readonly cpu_seconds: CpuTimes;
  /** Lines that an agent wrote and that are not there. */
  readonly lost: number;
  /** Lines that are there more than once. */
  readonly duplicated: number;
}

const unlimited = new AbortController().signal;
let handedIn = 0;

/** Lets every board talk at once and counts what is stored, while the links break so often. */
async function run(farm: ProcessFarm, tables: FarmTables, disconnects: number): Promise<Stored> {
  const began = new Date();
  const cpu = cpuTimes(farm);
  const durable = new DurableLines(tables, began, streams);
  const participants = new Participants(farm, seededRandom('stream', handedIn), `stream-${handedIn}`);
  await participants.run({ jobs: streams, perSecond: 500, emulatedShare: 0, repeatedShare: 0 }, unlimited);
  handedIn += streams;
  for (let broken = 0; broken < disconnects; broken += 1) {
    await sleep((Number(values.seconds) * 1000) / disconnects);
    farm.agents[broken % farm.agents.length]?.links.grpc.disconnect();
  }
  await untilJudged(tables, handedIn);
  const steady = await durable.rate();
  const [row] =
    (await tables.query<{ events: string; distinct: string; first: Date; last: Date }>(
      `SELECT count(*) AS events, count(DISTINCT (e.attempt_id, e.text)) AS distinct,
       min(e.at) AS first, max(a.ended_at) AS last
     FROM events e JOIN attempts a ON a.id = e.attempt_id JOIN jobs j ON j.current_attempt = a.id
     WHERE j.queued_at >= $1 AND j.state = 'SUCCEEDED' AND e.source = 'board' AND e.kind = 'log'`,
      [began],
    )) ?? [];
  if (row === undefined) throw new Error('the database is not there to be read');
  const seconds = (row.last.getTime() - row.first.getTime()) / 1000;
  return {
    events: Number(row.events),
    seconds,
    events_per_second: steady?.linesPerSecond,
    measured_seconds: steady?.seconds,
    disconnects,
    cpu_seconds: cpuSince(farm, cpu),
    lost: streams * lines - Number(row.distinct),
    duplicated: Number(row.events) - Number(row.distinct),
  };
}

/** DESIGN's events have 100 bytes. */
const lineCharacters = 100;
const board = { measureMs: Number(values.seconds) * 1000, lines, lineCharacters };
const report = await withBenchFarm(
  { agents: 2, boardsPerAgent: Math.ceil(streams / 2), board },
  async (farm, tables) => {
    process.stderr.write(`${streams} streams of ${lines} lines\n`);
    const steady = await run(farm, tables, 0);
    process.stderr.write(`the same with ${values.disconnects} disconnects\n`);
    return { steady, disconnected: await run(farm, tables, Number(values.disconnects)) };
  },
);
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, load: loadavg()[0] };
if (values.json) process.stdout.write(`${JSON.stringify({ ...report, streams, machine }, undefined, 2)}\n`);
else {
  for (const [name, stored] of Object.entries(report)) {
    const { events, seconds, events_per_second, measured_seconds, disconnects } = stored;
    const { lost, duplicated, cpu_seconds } = stored;
    process.stdout.write(
      `${name.padEnd(13)} ${events_per_second ?? '-'} events/s over ${measured_seconds ?? '-'} s with every stream ` +
        `open, ${events} in ${seconds.toFixed(1)} s with ramps, ` +
        `${disconnects} disconnects, ${lost} lost, ${duplicated} duplicated, ${describeCpu(cpu_seconds)}\n`,
    );
  }
}
process.exit(0);
