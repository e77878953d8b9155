import { invariantListSchema } from '@npufarm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditLog } from '../../../services/control-plane/src/audit/index.js';
import {
  type ControlPlane,
  type Servers,
  startControlPlane,
  startServers,
} from '../control-plane/control-plane.js';
import { WorkBench } from '../control-plane/work-bench.js';
import { timingOutcome } from '../control-plane/agent-peer.js';
import { FarmTables } from './farm-tables.js';

describe('the invariants of a farm at work', { timeout: 60_000 }, () => {
  let servers: Servers;
  let farm: ControlPlane;
  let bench: WorkBench;

  beforeAll(async () => {
    servers = await startServers();
    farm = await startControlPlane(servers, { systemClock: true });
    bench = new WorkBench(farm);
  }, 120_000);
  afterAll(async () => {
    await bench.clear();
    await farm.stop();
    await servers.stop();
  });

  async function violations(): Promise<string[]> {
    const headers = { authorization: `Bearer ${await farm.token('operator')}` };
    const answer = await fetch(`${farm.httpUrl}/api/v1/invariants`, { headers });
    const { items } = invariantListSchema.parse(await answer.json());
    return items.flatMap(({ id, examples }) => examples.map(({ detail }) => `${id}: ${detail}`));
  }

  it('hold while a job waits, is offered, runs and is decided', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const found: string[] = [];
    const job = await bench.enqueue();
    found.push(...(await violations()));
    const attempt = await bench.offered(job);
    found.push(...(await violations()));
    await agent.take(attempt);
    found.push(...(await violations()));
    await agent.commit(attempt, timingOutcome());
    found.push(...(await violations()));

    expect(found).toEqual([]);
    expect(await bench.jobState(job)).toBe('SUCCEEDED');
  });

  it('are counted in the metrics when one does not hold, and shown to operators only', async () => {
    await bench.clear();
    await new FarmTables(farm.dataSource.manager).job({ state: 'SUCCEEDED', ended_at: new Date() });

    const found = await violations();
    const metrics = await (await fetch(`${farm.httpUrl}/metrics`)).text();
    const headers = { authorization: `Bearer ${await farm.token('organizer')}` };
    const refused = await fetch(`${farm.httpUrl}/api/v1/invariants`, { headers });

    expect(found).toEqual(['I2: is SUCCEEDED with 0 committed attempts and 0 results']);
    expect(metrics).toContain('npufarm_invariant_violations{invariant="I2"} 1');
    expect(metrics).toContain('npufarm_invariant_violations{invariant="I1"} 0');
    expect(refused.status).toBe(403);
  });

  it('include the chain of the audit log, from which nothing may be changed or removed', async () => {
    await bench.clear();
    const { app, dataSource } = farm;
    const write = (subject: string): Promise<void> =>
      dataSource.transaction((manager) =>
        app
          .get(AuditLog)
          .record(manager, { name: 'ops', role: 'operator' }, { action: 'board.release', subject }),
      );
    for (const subject of ['b1', 'b2', 'b3', 'b4']) await write(subject);
    const whole = await violations();

    await dataSource.query(`UPDATE audit_entries SET subject = 'b9' WHERE subject = 'b2'`);
    const changed = await violations();
    await dataSource.query(`UPDATE audit_entries SET subject = 'b2' WHERE subject = 'b9'`);
    await dataSource.query(`DELETE FROM audit_entries WHERE subject = 'b3'`);
    const removed = await violations();

    const sentence = 'I12: (board.release) was changed, or the entry before it was removed';
    expect(whole).toEqual([]);
    expect(changed).toEqual([sentence]);
    expect(removed).toEqual([sentence]);
  });
});
