import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../services/agent/src/boards/injection/seeded-random.js';
import { type Aftermath, aftermathOf } from './check/aftermath.js';
import { FarmTables } from './check/farm-tables.js';
import { InvariantWatch } from './check/invariant-watch.js';
import { undeservedLosses } from './check/undeserved.js';
import { judge, type Verdicts } from './check/verdicts.js';
import { chaosPlan } from './farm/plan.js';
import { ProcessFarm } from './farm/process-farm.js';
import { operate } from './load/operator.js';
import { Participants } from './load/participants.js';
import type { Fault } from './nemesis/fault.js';
import { faults as everyFault } from './nemesis/faults/index.js';
import { type Misfortune, Nemesis } from './nemesis/nemesis.js';

const pollMs = 500;

export interface ChaosOptions {
  readonly seed: number;
  readonly jobs: number;
  /** The run is cut off when it takes longer; what has no verdict by then is lost. */
  readonly limitMs: number;
  readonly faultEveryMs: number;
  readonly jobsPerSecond: number;
  readonly emulatedShare: number;
  /** These faults in this order instead of chance. */
  readonly script?: readonly Fault[];
  /** A directory of the run's own; it stays. */
  readonly directory: string;
  readonly logLevel?: string;
  readonly log: (line: string) => void;
}

/** What a run found. */
export interface ChaosReport extends Verdicts {
  readonly seed: number;
  readonly jobs: number;
  readonly misfortunes: readonly (Misfortune & Aftermath)[];
  readonly violations: readonly string[];
  readonly invariantChecks: number;
  /** Attempts that were given up without a fault of their agent, one line each. */
  readonly undeserved: readonly string[];
}

/** Runs a farm under faults until every submission has its verdict, and checks what must be true then. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, jobs, limitMs, log } = options;
  const farm = await ProcessFarm.start({ ...options, plan: chaosPlan(seed), hasSmallDisk: true });
  try {
    const tables = new FarmTables(() => farm.databaseUrl);
    const watch = new InvariantWatch(farm);
    const participants = new Participants(farm, seededRandom('participants', seed));
    const nemesis = new Nemesis(farm, tables, seededRandom('nemesis', seed), {
      everyMs: options.faultEveryMs,
      faults: everyFault,
      log,
      ...(options.script === undefined ? {} : { script: options.script }),
    });
    const limit = AbortSignal.timeout(limitMs);
    const calm = new AbortController();
    const closing = new AbortController();
    const loops = [watch.run(closing.signal), operate(farm, closing.signal)];
    await untilQuiet(farm, tables, limit);
    log('every board is connected');
    const handedIn = participants.run(
      {
        jobs,
        perSecond: options.jobsPerSecond,
        emulatedShare: options.emulatedShare,
        repeatedShare: 0.05,
      },
      limit,
    );
    const faults = nemesis.run(AbortSignal.any([calm.signal, limit]));
    await handedIn;
    if (options.script !== undefined) await nemesis.begun;
    log(`${participants.acknowledged.size} submissions acknowledged`);
    await untilJudged(tables, limit, log);
    calm.abort();
    await faults;
    await untilQuiet(farm, tables, limit);
    closing.abort();
    await Promise.all(loops);
    if ((await watch.check()) === 0) throw new Error('no copy of the control plane answers at the end');
    const verdicts = await judge(tables, participants.acknowledged);
    const misfortunes: (Misfortune & Aftermath)[] = [];
    for (const misfortune of nemesis.misfortunes)
      misfortunes.push({
        ...misfortune,
        ...(await aftermathOf(tables, misfortune.began, misfortune.agents)),
      });
    return {
      seed,
      jobs: participants.acknowledged.size,
      ...verdicts,
      misfortunes,
      violations: [...watch.violations],
      invariantChecks: watch.checks,
      undeserved: await undeservedLosses(tables, misfortunes),
    };
  } finally {
    await farm.stop();
  }
}

async function untilJudged(
  tables: FarmTables,
  limit: AbortSignal,
  log: (line: string) => void,
): Promise<void> {
  let saidAtMs = performance.now();
  while (!limit.aborted) {
    const [row] =
      (await tables.query<{ open: string }>(
        `SELECT count(*) AS open FROM submissions WHERE state IN ('RECEIVED', 'CHECKING', 'EVALUATING')`,
      )) ?? [];
    if (row?.open === '0') return;
    if (performance.now() - saidAtMs > 15_000 && row !== undefined) {
      saidAtMs = performance.now();
      log(`${row.open} submissions wait for their verdict`);
    }
    await sleep(pollMs);
  }
}

/** Waits until every agent is back and has handed over what it held, late results included. */
async function untilQuiet(farm: ProcessFarm, tables: FarmTables, limit: AbortSignal): Promise<void> {
  for (const { links } of farm.agents) for (const link of [links.grpc, links.nats]) link.heal();
  const boards = farm.agents.flatMap(({ plan }) => plan.boards).length;
  while (!limit.aborted) {
    const [row] =
      (await tables.query<{ open: string }>(
        `SELECT (SELECT count(*) FROM attempts WHERE state IN ('OFFERED', 'ACCEPTED'))
         + (SELECT count(*) FROM boards WHERE link <> 'connected' OR occupancy <> 'idle')
         + abs($1 - (SELECT count(*) FROM boards)) AS open`,
        [boards],
      )) ?? [];
    const hasSpooled = farm.agents.some(({ spooled }) => spooled.length > 0);
    if (row?.open === '0' && !hasSpooled && farm.urls.length === farm.copies.length) return;
    await sleep(pollMs);
  }
}
