import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Disposition, type StreamResponse, type WriteRequest } from '@npufarm/agent-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attemptNumberSchema, type PhaseId } from '@npufarm/contracts';
import { BlobStore } from '../../../services/control-plane/src/blobs/index.js';
import { EventWriter } from '../../../services/control-plane/src/evidence/event-writer.js';
import { EventPruning } from '../../../services/control-plane/src/evidence/index.js';
import { readLogLine } from '../../../services/control-plane/src/evidence/read-log-line.js';
import { AgentPeer, someEvents, timingOutcome } from './agent-peer.js';
import { type ControlPlane, type Servers, startControlPlane, startServers } from './control-plane.js';
import { eventually } from './eventually.js';
import { WorkBench } from './work-bench.js';

describe('evidence', { timeout: 60_000 }, () => {
  let servers: Servers;
  let farm: ControlPlane;
  let bench: WorkBench;

  beforeAll(async () => {
    servers = await startServers();
    farm = await startControlPlane(servers, { systemClock: true });
    bench = new WorkBench(farm);
  }, 120_000);
  beforeEach(() => bench.clear());
  afterAll(async () => {
    await bench.clear();
    await farm.stop();
    await servers.stop();
  });

  async function running(agentName: string, board: string): Promise<{ agent: AgentPeer; attempt: bigint }> {
    const agent = await bench.agent(agentName, [board]);
    const attempt = await bench.offered(await bench.enqueue({ board }));
    await agent.take(attempt);
    return { agent, attempt };
  }

  it('acknowledges events only when they are committed, those of many attempts together', async () => {
    const one = await running('lab-1', 'b1');
    const two = await running('lab-2', 'b2');
    const streams = [open(one.agent), open(two.agent)] as const;

    for (let batch = 0; batch < 10; batch += 1) {
      streams[0].send(one.attempt, 1 + batch * 256, 256);
      streams[1].send(two.attempt, 1 + batch * 256, 256);
    }
    await eventually(() => streams[0].durable(one.attempt) === 2560n || undefined);
    await eventually(() => streams[1].durable(two.attempt) === 2560n || undefined);

    expect(await bench.count('events')).toBe(5120);
    for (const stream of streams) stream.end();
  });

  it('closes streams in order when a copy of the control plane ends, and loses nothing of them', async () => {
    const leaving = await startControlPlane(servers, { systemClock: true });
    const { agent, attempt } = await running('lab-1', 'b1');
    const elsewhere = new AgentPeer(leaving.grpcAddress, agent.identity, []);
    const call = elsewhere.stream();
    const ended = new Promise<number>((resolve) => {
      call.on('status', ({ code }) => resolve(code));
      call.on('error', () => undefined);
    });
    const acknowledged = new Promise((resolve) => {
      call.on('data', ({ message }: StreamResponse) => message?.$case === 'ack' && resolve(message));
    });
    call.write({ message: { $case: 'batch', value: { attempt, events: someEvents(1, 10) } } });
    await acknowledged;

    await leaving.stop();
    const stream = open(agent);
    stream.send(attempt, 11, 5);
    await eventually(() => stream.durable(attempt) === 15n || undefined);

    expect(await ended).toBe(0);
    expect(await bench.count('events')).toBe(15);
    stream.end();
    elsewhere.close();
  });

  it('keeps the log of an ended attempt as long as its phase says, then removes it whole', async () => {
    const { dataSource, app } = farm;
    const day = "interval '1 day'";
    await dataSource.query(`INSERT INTO competitions (slug, title) VALUES ('logs', 'Logs')`);
    const [phase]: { id: PhaseId }[] = await dataSource.query(
      `INSERT INTO phases (competition_id, slug, kind, state, config, config_hash)
       SELECT id, 'short', 'development', 'open', '{"eventRetentionDays": 3}', 'x' FROM competitions WHERE slug = 'logs'
       RETURNING id`,
    );
    const phaseId = phase?.id ?? ('' as PhaseId);
    const jobs = {
      inPhase: await bench.enqueue({ phaseId }),
      without: await bench.enqueue(),
      recent: await bench.enqueue({ phaseId }),
    };
    const agent = await bench.agent('lab-1', ['b1', 'b2', 'b3']);
    const stream = open(agent);
    for (const job of Object.values(jobs)) {
      const attempt = await bench.offered(job);
      await agent.take(attempt);
      stream.send(attempt, 1, 5);
      await eventually(() => stream.durable(attempt) === 5n || undefined);
      await agent.commit(attempt, timingOutcome(), 5n);
    }
    const age = (job: string, days: number): Promise<unknown> =>
      dataSource.query(`UPDATE attempts SET ended_at = now() - $2 * ${day} WHERE job_id = $1`, [job, days]);
    await age(jobs.inPhase, 4);
    await age(jobs.without, 4);

    expect(await app.get(EventPruning).prune()).toBe(5);
    await age(jobs.without, 91);
    expect(await app.get(EventPruning).prune()).toBe(5);

    const left: { job: string; count: string }[] = await dataSource.query(
      'SELECT a.job_id AS job, count(*) FROM events e JOIN attempts a ON a.id = e.attempt_id GROUP BY a.job_id',
    );
    expect(left).toEqual([{ job: jobs.recent, count: '5' }]);
    stream.end();
  });

  it('stores no lines after a hole that a failed write has left', async () => {
    const { attempt } = await running('lab-1', 'b1');
    const writer = farm.app.get(EventWriter);
    const number = attemptNumberSchema.parse(String(attempt));
    const store = (fromSeq: number, count: number): Promise<void> =>
      writer.write(someEvents(fromSeq, count).map((event) => readLogLine(number, event)));

    const outcomes = await Promise.allSettled([store(1, 3), store(6, 2), store(4, 2), store(6, 1)]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    await expect(store(9, 1)).rejects.toThrow(`Lines 7 to 8 of attempt ${attempt} are missing`);
    expect(await bench.count('events')).toBe(6);
  });

  it('drops what it has, asks for what is missing, and resumes on a new stream where it stood', async () => {
    const { agent, attempt } = await running('lab-1', 'b1');
    const first = open(agent);
    first.send(attempt, 1, 10);
    await eventually(() => first.durable(attempt) === 10n || undefined);

    first.send(attempt, 5, 10);
    await eventually(() => first.durable(attempt) === 14n || undefined);
    first.send(attempt, 20, 5);
    const hole = await eventually(() => first.answers.find((answer) => answer?.$case === 'resume'));
    first.end();
    const second = open(agent);
    second.announce(attempt);
    const resume = await eventually(() => second.answers[0]);
    second.end();

    expect(hole).toMatchObject({ value: { nextSeq: 15n } });
    expect(resume).toMatchObject({ $case: 'resume', value: { attempt, nextSeq: 15n } });
    const rows: { seqs: string[] }[] = await farm.dataSource.query(
      'SELECT array_agg(seq ORDER BY seq) AS seqs FROM events',
    );
    expect(rows[0]?.seqs).toEqual(Array.from({ length: 14 }, (_, index) => `${index + 1}`));
  });

  it('refuses events of an attempt that is another agent’s or never was', async () => {
    const { attempt } = await running('lab-1', 'b1');
    const thief = await bench.agent('lab-2', []);
    const stream = open(thief);

    stream.send(attempt, 1, 1);
    stream.announce(attempt + 1000n);
    await eventually(() => stream.answers.length === 2 || undefined);
    stream.end();

    expect(stream.answers.map((answer) => answer?.$case)).toEqual(['fenced', 'fenced']);
    expect(await bench.count('events')).toBe(0);
  });

  it('takes no result before all its events', async () => {
    const { agent, attempt } = await running('lab-1', 'b1');
    const stream = open(agent);
    stream.send(attempt, 1, 3);

    const early = await agent.commit(attempt, timingOutcome(), 5n);
    stream.send(attempt, 4, 2);
    await eventually(() => stream.durable(attempt) === 5n || undefined);
    const complete = await agent.commit(attempt, timingOutcome(), 5n);
    stream.end();

    expect(early.disposition).toBe(Disposition.DISPOSITION_EVENTS_MISSING);
    expect(complete.disposition).toBe(Disposition.DISPOSITION_COMMITTED);
  });

  it('shows a job’s log to a viewer as it grows, and to one that comes back only the rest', async () => {
    const { agent, attempt } = await running('lab-1', 'b1');
    const [job] = await farm.dataSource.query('SELECT id FROM jobs');
    const headers = { authorization: `Bearer ${await farm.token('operator')}` };
    const url = `${farm.httpUrl}/api/v1/jobs/${job.id}/events`;
    const stream = open(agent);
    stream.send(attempt, 1, 3);
    await eventually(() => stream.durable(attempt) === 3n || undefined);

    const viewer = fetch(url, { headers }).then((answer) => answer.text());
    stream.send(attempt, 4, 2);
    await eventually(() => stream.durable(attempt) === 5n || undefined);
    await agent.commit(attempt, timingOutcome(), 5n);
    stream.end();
    const whole = await viewer;
    const rest = await fetch(url, { headers: { ...headers, 'last-event-id': `${attempt}:3` } });

    expect([...whole.matchAll(/^id: \d+:(\d+)$/gm)].map(([, seq]) => seq)).toEqual(['1', '2', '3', '4', '5']);
    expect(whole).toContain('"state":"SUCCEEDED"');
    expect([...(await rest.text()).matchAll(/^id: \d+:(\d+)$/gm)].map(([, seq]) => seq)).toEqual(['4', '5']);
  });

  it('lets an agent read only what its attempt names, and store only what has the announced digest', async () => {
    const model = Buffer.alloc(600_000, 7);
    const { sha256, bytes } = await farm.app.get(BlobStore).put('model', Readable.from([model]));
    const agent = await bench.agent('lab-1', ['b1']);
    const compilation = {
      modelSha256: sha256,
      modelBytes: bytes,
      policy: 'challenge',
      layout: 'nhwc',
    } as const;
    const pictures = [{ name: 'p', sha256: 'b'.repeat(64), width: 2, height: 2 }];
    const attempt = await bench.offered(
      await bench.enqueue({
        kind: 'fidelity',
        work: { kind: 'fidelity', compilation, feeding: 'raw', isPublic: false, pictures },
      }),
    );
    await agent.take(attempt);

    const pieces: Buffer[] = [];
    for await (const { data } of agent.blobs.read({ sha256, offset: 100_000n, attempt })) pieces.push(data);
    const output = Buffer.alloc(12, 9);
    const digest = createHash('sha256').update(output).digest('hex');
    const good = await write(agent, { sha256: digest, totalBytes: 12n, attempt, data: output });

    expect(Buffer.concat(pieces).equals(model.subarray(100_000))).toBe(true);
    await expect(read(agent, { sha256: 'c'.repeat(64), offset: 0n, attempt })).rejects.toMatchObject({
      code: 7,
    });
    expect(good).toBe(12n);
    await expect(
      write(agent, { sha256: 'd'.repeat(64), totalBytes: 12n, attempt, data: output }),
    ).rejects.toMatchObject({ code: 15 });
  });
});

/** An open stream whose answers are collected. */
function open(agent: AgentPeer): {
  readonly answers: StreamResponse['message'][];
  announce(attempt: bigint): void;
  send(attempt: bigint, fromSeq: number, count: number): void;
  durable(attempt: bigint): bigint;
  end(): void;
} {
  const stream = agent.stream();
  const answers: StreamResponse['message'][] = [];
  stream.on('data', (response: StreamResponse) => answers.push(response.message));
  stream.on('error', () => {});
  return {
    answers,
    announce: (attempt) => stream.write({ message: { $case: 'open', value: { attempt, have: 0n } } }),
    send: (attempt, fromSeq, count) =>
      stream.write({ message: { $case: 'batch', value: { attempt, events: someEvents(fromSeq, count) } } }),
    durable: (attempt) =>
      answers.reduce(
        (last, answer) =>
          answer?.$case === 'ack' && answer.value.attempt === attempt ? answer.value.durableSeq : last,
        0n,
      ),
    end: () => stream.cancel(),
  };
}

async function read(
  agent: AgentPeer,
  request: { sha256: string; offset: bigint; attempt: bigint },
): Promise<void> {
  for await (const piece of agent.blobs.read(request)) void piece;
}

function write(agent: AgentPeer, request: WriteRequest): Promise<bigint> {
  return new Promise((resolve, reject) => {
    const call = agent.blobs.write((error, response) => {
      if (error === null) resolve(response.committedBytes);
      else reject(error);
    });
    call.end(request);
  });
}
