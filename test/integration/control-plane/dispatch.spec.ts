import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { agentBrokerNames, Disposition, farmStreamName } from '@npufarm/agent-protocol';
import type { JobId } from '@npufarm/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BlobStore } from '../../../services/control-plane/src/blobs/index.js';
import { FarmEvents } from '../../../services/control-plane/src/platform/events/farm-events.js';
import { type AgentPeer, timingOutcome } from './agent-peer.js';
import { brokerOptions } from './broker-options.js';
import { type ControlPlane, type Servers, startControlPlane, startServers } from './control-plane.js';
import { eventually } from './eventually.js';
import { WorkBench } from './work-bench.js';

interface Mail {
  offer(): Promise<unknown>;
  cancel(): Promise<unknown>;
}

describe('dispatch', { timeout: 60_000 }, () => {
  let servers: Servers;
  let farm: ControlPlane;
  let bench: WorkBench;
  let operator: string;

  beforeAll(async () => {
    servers = await startServers();
    farm = await startControlPlane(servers, { systemClock: true });
    bench = new WorkBench(farm);
    operator = await farm.token('operator');
  }, 120_000);
  beforeEach(() => bench.clear());
  afterAll(async () => {
    await bench.clear();
    await farm.stop();
    await servers.stop();
  });

  async function api(
    method: string,
    path: string,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const answer = await fetch(`${farm.httpUrl}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${operator}` },
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  /** Reads what NATS brings to an agent, the way agents do: a durable for offers, a subscription for cancels. */
  async function withMail(agent: AgentPeer, use: (mail: Mail) => Promise<void>): Promise<void> {
    const { agentId } = agent.identity;
    const connection = await connect(brokerOptions(servers.nats.url, agent.identity));
    try {
      const { cancel, consumer } = agentBrokerNames(agentId);
      const cancels: unknown[] = [];
      connection.subscribe(cancel, {
        callback: (_error, message) => {
          cancels.push(message.json());
        },
      });
      const next = async (): Promise<unknown> => {
        const offers = await jetstream(connection).consumers.get(farmStreamName, consumer);
        const message = await offers.next({ expires: 1_000 });
        message?.ack();
        return message?.json();
      };
      await use({
        cancel: () => eventually(() => cancels.shift()),
        offer: () => eventually(() => next().catch(() => undefined)),
      });
    } finally {
      await connection.close();
    }
  }

  it('tells the agent over JetStream what it is offered and what to stop', async () => {
    const agent = await bench.agent('lab-1', ['b1']);

    await withMail(agent, async (mail) => {
      const job = await bench.enqueue();
      const offer = await mail.offer();
      const attempt = await bench.offered(job);
      await agent.take(attempt);
      const { body } = await api('POST', `/jobs/${job}/cancel`);
      const cancel = await mail.cancel();

      expect(offer).toEqual({ attempt: String(attempt) });
      expect(body['state']).toBe('ACTIVE');
      expect(cancel).toMatchObject({ attempt: String(attempt) });
      expect((await agent.renew([attempt])).cancel).toMatchObject([{ attempt }]);
      const end = await agent.commit(attempt, {
        $case: 'cancelled',
        value: { proof: 'process group gone' },
      });
      expect(end.disposition).toBe(Disposition.DISPOSITION_COMMITTED);
      expect(await bench.jobState(job)).toBe('CANCELLED');
      expect(await bench.board('b1')).toMatchObject({ occupancy: 'idle' });
    });
  });

  it('sends an offer again after the stream was deleted, without a restart', async () => {
    const agent = await bench.agent('lab-2', ['b1']);
    const connection = await farm.connectToBroker();
    await (await jetstreamManager(connection)).streams.delete('FARM');
    await connection.close();

    const attempt = await bench.offered(await bench.enqueue());

    await withMail(agent, async (mail) => expect(await mail.offer()).toEqual({ attempt: String(attempt) }));
  });

  it('sends offers again after the broker’s store was removed under it', async () => {
    const agent = await bench.agent('lab-3', ['b1']);
    const store = join(servers.directory, 'farm', 'nats', 'store');
    // Moved away first: the server goes on making files in it while it is emptied.
    renameSync(store, `${store}.removed`);
    rmSync(`${store}.removed`, { recursive: true });

    const attempt = await bench.offered(await bench.enqueue());

    await withMail(agent, async (mail) => expect(await mail.offer()).toEqual({ attempt: String(attempt) }));
  });

  it('cancels a waiting job at once, and one that is only offered', async () => {
    const waiting = await bench.enqueue();
    await api('POST', `/jobs/${waiting}/cancel`);
    await bench.agent('lab-1', ['b1']);
    const offered = await bench.enqueue();
    await bench.offered(offered);
    const { body } = await api('POST', `/jobs/${offered}/cancel`);

    expect(await bench.jobState(waiting)).toBe('CANCELLED');
    expect(body).toMatchObject({ state: 'CANCELLED', failureClass: 'CANCELLED_ADMIN' });
    expect((await bench.attempts(offered)).map(({ state }) => state)).toEqual(['CANCELLED']);
    expect(await bench.board('b1')).toMatchObject({ occupancy: 'idle' });
  });

  it('takes an offer back at once from a board that its agent cannot use, for one that it can', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();
    const refused = await bench.offered(job);
    await bench.agent('lab-2', ['b2']);
    agent.unreachable = ['b1'];

    const { offered } = await agent.renew();

    expect(offered).toEqual([]);
    expect(await bench.offered(job)).toBeGreaterThan(refused);
    expect(await bench.attempts(job)).toMatchObject([{ state: 'FENCED' }, { state: 'OFFERED' }]);
    expect(await bench.board('b1')).toMatchObject({ link: 'disconnected', occupancy: 'idle' });
    expect(await agent.accept(refused)).toMatchObject({ answer: { $case: 'gone' } });
  });

  it('says in the queue why a job waits', async () => {
    const job = await bench.enqueue();

    const { body } = await api('GET', '/queue');
    const shown = await api('GET', `/jobs/${job}`);

    expect(body).toMatchObject({
      queued: 1,
      active: 0,
      items: [{ jobId: job, reasons: [{ id: 'queue.no-such-board' }] }],
    });
    expect(shown.body).toMatchObject({
      state: 'QUEUED',
      waiting: [{ id: 'queue.no-such-board' }],
      attempts: [],
    });
  });

  it('drains a board after what it runs, and puts it back', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const attempt = await bench.offered(await bench.enqueue());
    await agent.take(attempt);

    const drained = await api('POST', '/boards/b1/drain');
    await agent.commit(attempt, timingOutcome());
    const next = await bench.enqueue();
    const waiting = await api('GET', `/jobs/${next}`);
    await api('POST', '/boards/b1/release');
    const second = await bench.offered(next);

    expect(drained.body).toMatchObject({ occupancy: 'draining', health: 'maintenance' });
    expect(waiting.body).toMatchObject({ waiting: [{ id: 'board.health' }] });
    expect(second).toBeGreaterThan(attempt);
    expect((await api('POST', '/boards/none/drain')).status).toBe(404);
  });

  it('takes an unsafe board for at rest when an operator releases it', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    await agent.take(await bench.offered(await bench.enqueue()));
    agent.instanceId = 'a later process';
    await agent.hello();
    const before = await bench.board('b1');

    const released = await api('POST', '/boards/b1/release');

    expect(before).toMatchObject({ occupancy: 'unsafe', health: 'unknown' });
    expect(released.body).toMatchObject({ occupancy: 'idle', health: 'unknown' });
    expect((await api('GET', '/audit')).body['items']).toContainEqual(
      expect.objectContaining({
        action: 'board.release',
        subject: 'b1',
        detail: { health: 'unknown', occupancy: 'unsafe' },
      }),
    );
    expect((await api('POST', '/boards/b1/release')).body).toMatchObject({
      code: 'board.transition-refused',
    });
  });

  it('sends a canary to a quarantined board and trusts it again only after release', async () => {
    const model = await farm.app.get(BlobStore).put('model', Readable.from([Buffer.from('a model')]));
    const compilation = {
      modelSha256: model.sha256,
      modelBytes: model.bytes,
      policy: 'challenge',
      layout: 'nhwc',
    } as const;
    const agent = await bench.agent('lab-1', ['b1']);
    const known = await bench.enqueue({ work: { kind: 'timing', compilation, warmup: 0, runs: 0 } });
    const attempt = await bench.offered(known);
    await agent.take(attempt);
    await agent.commit(attempt, timingOutcome());
    await api('POST', '/boards/b1/quarantine');

    const { status, body } = await api('POST', '/boards/b1/check');
    expect(status).toBe(201);
    const canary = await bench.offered(body['jobId'] as JobId);
    await agent.take(canary);
    await agent.commit(canary, timingOutcome());

    expect(await bench.jobState(body['jobId'] as JobId)).toBe('SUCCEEDED');
    expect(await bench.board('b1')).toMatchObject({ health: 'quarantined' });
  });

  it('runs an ended job again as a new one that counts instead', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();
    const attempt = await bench.offered(job);
    await agent.take(attempt);
    const early = await api('POST', `/jobs/${job}/rerun`);
    await agent.commit(attempt, timingOutcome());

    const again = await api('POST', `/jobs/${job}/rerun`);

    expect(early).toMatchObject({ status: 409, body: { code: 'job.not-ended' } });
    expect(again.status).toBe(201);
    expect(await bench.offered(again.body['id'] as JobId)).toBeGreaterThan(attempt);
    expect((await api('GET', `/jobs/${job}`)).body).toMatchObject({ timing: { inferenceUs: 36_900 } });
  });

  it('wakes the other copies for what happened at one of them, and itself once', async () => {
    const second = await startControlPlane(servers, { systemClock: true });
    try {
      const heard: string[] = [];
      for (const [copy, { app }] of Object.entries({ first: farm, second })) {
        app.get(FarmEvents).on('submission-changed', ({ submissionId }) => {
          if (submissionId === 'test') heard.push(copy);
        });
      }
      await eventually(async () => {
        farm.app.get(FarmEvents).publish('submission-changed', { submissionId: 'test' });
        await sleep(100);
        return heard.includes('second') || undefined;
      });
      heard.length = 0;
      second.app.get(FarmEvents).publish('submission-changed', { submissionId: 'test' });
      await eventually(() => heard.includes('first') || undefined);

      expect(heard).toEqual(['second', 'first']);
    } finally {
      await second.stop();
    }
  });

  it('lets two copies dispatch at once without offering a job or a board twice', async () => {
    const second = await startControlPlane(servers, { systemClock: true });
    try {
      const boards = Array.from({ length: 40 }, (_, index) => `b${index}`);
      const agent = await bench.agent('lab-1', boards);
      const jobs = await Promise.all(Array.from({ length: 60 }, () => bench.enqueue()));
      const other = new WorkBench(second);
      const more = await Promise.all(Array.from({ length: 60 }, () => other.enqueue()));

      const done = new Set<bigint>();
      await eventually(async () => {
        const { offered } = await agent.renew();
        // An offer lapses when it is not taken in time, so none waits for the others.
        await Promise.all(
          offered.map(async (attempt) => {
            await agent.take(attempt);
            await agent.commit(attempt, timingOutcome());
            done.add(attempt);
          }),
        );
        return done.size === jobs.length + more.length || undefined;
      });

      const rows: { count: string }[] = await farm.dataSource.query(
        `SELECT count(*) FROM jobs WHERE state = 'SUCCEEDED' AND attempt_count = 1`,
      );
      expect(Number(rows[0]?.count)).toBe(120);
    } finally {
      await second.stop();
    }
  });
});
