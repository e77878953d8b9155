import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Sweeper } from '../../../services/control-plane/src/dispatch/index.js';
import { farmTimes } from '../../../services/control-plane/src/jobs/index.js';
import { type ControlPlane, type Servers, startControlPlane, startServers } from './control-plane.js';
import { WorkBench } from './work-bench.js';

const retryPauseSeconds = farmTimes.retryPauseMs / 1_000;

describe('attempts that get nowhere', { timeout: 60_000 }, () => {
  let servers: Servers;
  let farm: ControlPlane;
  let bench: WorkBench;

  beforeAll(async () => {
    servers = await startServers();
    farm = await startControlPlane(servers);
    bench = new WorkBench(farm);
    // A sweeper's first look gives every stage its whole limit again; it must not fall into a test's own seconds.
    await farm.app.get(Sweeper).sweep();
  }, 120_000);
  beforeEach(() => bench.clear());
  afterAll(async () => {
    await bench.clear();
    await farm.stop();
    await servers.stop();
  });

  it('are given up when a stage lasts far longer than its limit, though their agent renews', async () => {
    const agent = await bench.agent('lab-1', ['b1', 'b2']);
    const job = await bench.enqueue();
    const attempt = await bench.offered(job);
    const { board } = await agent.take(attempt);
    const renew = (): Promise<unknown> => agent.renew([attempt], 'preparing');

    await bench.pass(88, renew);
    const [before] = await bench.attempts(job);
    await bench.pass(4, renew);

    const [after] = await bench.attempts(job);
    expect(before?.state).toBe('ACCEPTED');
    expect(after).toMatchObject({ state: 'FENCED', failure_class: 'TIMEOUT_PREPARING' });
    expect((await agent.renew([attempt])).fenced).toEqual([attempt]);
    expect(await bench.board(board)).toMatchObject({ occupancy: 'unsafe' });
    await bench.pass(retryPauseSeconds, renew);
    expect(await bench.offered(job)).toBeGreaterThan(attempt);
  });

  it('get the whole limit again with every new stage', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();
    const attempt = await bench.offered(job);
    await agent.take(attempt);

    await bench.pass(80, () => agent.renew([attempt], 'preparing'));
    await bench.pass(80, () => agent.renew([attempt], 'compiling'));

    expect((await bench.attempts(job)).map(({ state }) => state)).toEqual(['ACCEPTED']);
  });

  it('are not given up for time in which no sweeper looked', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();
    const attempt = await bench.offered(job);
    await agent.take(attempt);
    await agent.renew([attempt], 'uploading');

    farm.clock.step(3_600_000);
    await farm.app.get(Sweeper).sweep();
    await bench.pass(5, () => agent.renew([attempt], 'uploading'));

    expect((await bench.attempts(job)).map(({ state }) => state)).toEqual(['ACCEPTED']);
  });

  it.each([
    { how: 'forward', byMs: 6 * 3_600_000 },
    { how: 'back', byMs: -6 * 3_600_000 },
  ])(
    'survive a farm’s clock that is set $how, and are lost in time when their agent is',
    async ({ byMs }) => {
      const agent = await bench.agent('lab-1', ['b1']);
      const job = await bench.enqueue();
      const attempt = await bench.offered(job);
      await agent.take(attempt);

      farm.clock.jump(byMs);
      await bench.pass(10, () => agent.renew([attempt]));
      const between = await bench.jobState(job);
      await bench.pass(22);

      expect(between).toBe('ACTIVE');
      expect((await bench.attempts(job)).map(({ state }) => state)).toEqual(['LOST']);
      farm.clock.jump(-byMs);
    },
  );

  it('are given up when a cancel is not obeyed', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();
    const attempt = await bench.offered(job);
    await agent.take(attempt);
    await fetch(`${farm.httpUrl}/api/v1/jobs/${job}/cancel`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await farm.token('operator')}` },
    });

    await bench.pass(64, () => agent.renew([attempt]));

    expect(await bench.jobState(job)).toBe('CANCELLED');
    expect((await bench.attempts(job)).map(({ state }) => state)).toEqual(['FENCED']);
    expect(await bench.board('b1')).toMatchObject({ occupancy: 'unsafe' });
  });
});
