import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { FarmTables } from '../../chaos/check/farm-tables.js';
import { ProcessFarm } from '../../chaos/farm/process-farm.js';
import { cpuSeconds } from './cpu-seconds.js';
import { makeFarmDirectory } from '../../make-farm-directory.js';

export interface BenchFarmOptions {
  readonly agents: number;
  readonly boardsPerAgent: number;
  /** Settings of every fake board. */
  readonly board: { readonly measureMs: number; readonly lines: number; readonly lineCharacters?: number };
}

/** A farm of processes with one control plane and fake boards, for as long as a measurement takes. */
export async function withBenchFarm<Answer>(
  { agents, boardsPerAgent, board }: BenchFarmOptions,
  measure: (farm: ProcessFarm, tables: FarmTables) => Promise<Answer>,
): Promise<Answer> {
  const directory = makeFarmDirectory('bench');
  const names = Array.from({ length: agents }, (_, index) => `bench-${index + 1}`);
  const plan = {
    controlPlanes: 1,
    agents: names.map((name) => ({
      name,
      boards: Array.from({ length: boardsPerAgent }, (_, index) => ({
        name: `${name}-${index + 1}`,
        driver: 'fake' as const,
        ...board,
      })),
    })),
  };
  const farm = await ProcessFarm.start({
    directory,
    plan,
    hasDatabaseLinks: false,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  try {
    const tables = new FarmTables(() => farm.databaseUrl);
    await until(async () => {
      const [row] =
        (await tables.query<{ count: string }>(
          `SELECT count(*) FROM boards WHERE link = 'connected' AND occupancy = 'idle'`,
        )) ?? [];
      return Number(row?.count) === agents * boardsPerAgent;
    });
    return await measure(farm, tables);
  } finally {
    await farm.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Seconds of CPU time by part of the farm. */
export type CpuTimes = Readonly<Record<'control_plane' | 'agents' | 'database', number>>;

/** What the parts of a farm have used since they started. */
export function cpuTimes({ processGroups }: ProcessFarm): CpuTimes {
  return {
    control_plane: cpuSeconds(processGroups.controlPlanes),
    agents: cpuSeconds(processGroups.agents),
    database: cpuSeconds(processGroups.database),
  };
}

/** What they have used since then. */
export function cpuSince(farm: ProcessFarm, before: CpuTimes): CpuTimes {
  const now = cpuTimes(farm);
  const used = (part: keyof CpuTimes): number => Number((now[part] - before[part]).toFixed(1));
  return { control_plane: used('control_plane'), agents: used('agents'), database: used('database') };
}

/** The same in one line. */
export function describeCpu({ control_plane, agents, database }: CpuTimes): string {
  return `CPU s: control plane ${control_plane}, agents ${agents}, database ${database}`;
}

/** Waits until something is true. */
export async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(200);
}

/** Waits until every submission has its verdict. */
export async function untilJudged(tables: FarmTables, submissions: number): Promise<void> {
  await until(async () => {
    const [row] =
      (await tables.query<{ count: string }>(
        `SELECT count(*) FROM submissions WHERE state NOT IN ('RECEIVED', 'CHECKING', 'EVALUATING')`,
      )) ?? [];
    return Number(row?.count) >= submissions;
  });
}
