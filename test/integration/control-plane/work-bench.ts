import type { AttemptNumber, JobId } from '@npufarm/contracts';
import { JobQueue, type NewJob } from '../../../services/control-plane/src/jobs/index.js';
import { Sweeper } from '../../../services/control-plane/src/dispatch/index.js';
import { FarmEvents } from '../../../services/control-plane/src/platform/events/farm-events.js';
import { AgentPeer } from './agent-peer.js';
import type { ControlPlane } from './control-plane.js';
import { eventually } from './eventually.js';

interface AttemptRow {
  readonly id: AttemptNumber;
  readonly state: string;
  readonly board: string;
  readonly failure_class: string | null;
}

/** What tests do with a control plane: queue work, let time pass, look at the tables. */
export class WorkBench {
  private readonly peers: AgentPeer[] = [];

  constructor(readonly farm: ControlPlane) {}

  /** Ends whatever earlier tests left, so that each starts on an empty farm. */
  async clear(): Promise<void> {
    for (const peer of this.peers.splice(0)) peer.close();
    // The dispatcher goes on meanwhile, and a TRUNCATE takes its locks in another order.
    await eventually(() =>
      this.farm.dataSource
        .query('TRUNCATE stale_evidence, events, results, attempts, fair_share, jobs, boards CASCADE')
        .then(() => true)
        .catch(() => undefined),
    );
  }

  async agent(name: string, boards: readonly string[]): Promise<AgentPeer> {
    const peer = new AgentPeer(this.farm.grpcAddress, await this.farm.enrol(name), boards);
    this.peers.push(peer);
    await peer.hello();
    return peer;
  }

  async enqueue(changes: Partial<NewJob> = {}): Promise<JobId> {
    const { app, dataSource } = this.farm;
    const [id] = await dataSource.transaction((manager) =>
      app.get(JobQueue).enqueue(manager, [{ ...aTimingJob, ...changes }]),
    );
    app.get(FarmEvents).publish('work-queued', {});
    if (id === undefined) throw new Error('no job was queued');
    return id;
  }

  /** The attempt of a job that waits for its agent. */
  offered(job: JobId): Promise<bigint> {
    return eventually(async () => {
      const open = (await this.attempts(job)).find(({ state }) => state === 'OFFERED');
      return open === undefined ? undefined : BigInt(open.id);
    });
  }

  attempts(job: JobId): Promise<AttemptRow[]> {
    return this.farm.dataSource.query(
      `SELECT a.id, a.state, b.name AS board, a.failure_class FROM attempts a JOIN boards b ON b.id = a.board_id
       WHERE job_id = $1 ORDER BY a.id`,
      [job],
    );
  }

  async jobState(job: JobId): Promise<string | undefined> {
    const rows: { state: string }[] = await this.farm.dataSource.query(
      'SELECT state FROM jobs WHERE id = $1',
      [job],
    );
    return rows[0]?.state;
  }

  async board(name: string): Promise<{ link: string; occupancy: string; health: string } | undefined> {
    const rows: { link: string; occupancy: string; health: string }[] = await this.farm.dataSource.query(
      'SELECT link, occupancy, health FROM boards WHERE name = $1',
      [name],
    );
    return rows[0];
  }

  async count(table: 'events' | 'results' | 'stale_evidence'): Promise<number> {
    const rows: { count: string }[] = await this.farm.dataSource.query(`SELECT count(*) FROM ${table}`);
    return Number(rows[0]?.count);
  }

  /** Lets seconds pass, with a sweep in each, as the loop does. `each` is what happens in every second. */
  async pass(seconds: number, each: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      this.farm.clock.step(1_000);
      await each();
      await this.farm.app.get(Sweeper).sweep();
    }
  }
}

const aTimingJob: NewJob = {
  kind: 'timing',
  priority: 0,
  requirement: { fidelity: 'fake', capabilities: {} },
  work: {
    kind: 'timing',
    compilation: { modelSha256: 'a'.repeat(64), modelBytes: 1_000, policy: 'challenge', layout: 'nhwc' },
    warmup: 0,
    runs: 0,
  },
};
