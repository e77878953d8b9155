import { status } from '@grpc/grpc-js';
import { Disposition } from '@npufarm/agent-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Sweeper } from '../../../services/control-plane/src/dispatch/index.js';
import { failedOutcome, timingOutcome } from './agent-peer.js';
import { type ControlPlane, type Servers, startControlPlane, startServers } from './control-plane.js';
import { eventually } from './eventually.js';
import { WorkBench } from './work-bench.js';

describe('leases and fences', { timeout: 60_000 }, () => {
  let servers: Servers;
  let farm: ControlPlane;
  let bench: WorkBench;

  beforeAll(async () => {
    servers = await startServers();
    farm = await startControlPlane(servers);
    bench = new WorkBench(farm);
  }, 120_000);
  beforeEach(() => bench.clear());
  afterAll(async () => {
    await bench.clear();
    await farm.stop();
    await servers.stop();
  });

  it('takes a job from the queue over a board to its result', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();

    const attempt = await bench.offered(job);
    const assignment = await agent.take(attempt);
    const answer = await agent.commit(attempt, timingOutcome());

    expect(assignment).toMatchObject({
      jobId: job,
      board: 'b1',
      leaseTtlMs: 15_000,
      work: { $case: 'timing' },
    });
    expect(answer.disposition).toBe(Disposition.DISPOSITION_COMMITTED);
    expect(await bench.jobState(job)).toBe('SUCCEEDED');
    expect(await bench.board('b1')).toEqual({ link: 'connected', occupancy: 'idle', health: 'good' });
    expect(await bench.count('results')).toBe(1);
  });

  it('answers a repeated result as a duplicate and a different one as stale', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const attempt = await bench.offered(await bench.enqueue());
    await agent.take(attempt);
    await agent.commit(attempt, timingOutcome(100));

    const again = await agent.commit(attempt, timingOutcome(100));
    const other = await agent.commit(attempt, timingOutcome(200));

    expect(again.disposition).toBe(Disposition.DISPOSITION_DUPLICATE);
    expect(other.disposition).toBe(Disposition.DISPOSITION_STALE);
    expect(await bench.count('results')).toBe(1);
    expect(await bench.count('stale_evidence')).toBe(1);
  });

  it('takes an offer back that nobody accepts, and offers again once the agent is heard', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();
    const first = await bench.offered(job);

    await bench.pass(11);
    const between = await bench.board('b1');
    const late = await agent.accept(first);
    await agent.renew();
    const second = await bench.offered(job);

    expect(between).toMatchObject({ link: 'flapping', occupancy: 'idle' });
    expect(late.answer?.$case).toBe('gone');
    expect(second).toBeGreaterThan(first);
    expect((await bench.attempts(job)).map(({ state }) => state)).toEqual(['LOST', 'OFFERED']);
  });

  it('keeps a lease as long as its agent renews', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const attempt = await bench.offered(await bench.enqueue());
    await agent.take(attempt);

    await bench.pass(60, async () => agent.renew([attempt]));
    const answer = await agent.commit(attempt, timingOutcome());

    expect(answer.disposition).toBe(Disposition.DISPOSITION_COMMITTED);
  });

  it('gives a lost agent’s job to another board after TTL and grace, and shelves the late result', async () => {
    const lost = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();
    const first = await bench.offered(job);
    await lost.take(first);
    const other = await bench.agent('lab-2', ['b2']);

    await bench.pass(19, () => other.renew());
    const before = await bench.jobState(job);
    await bench.pass(2, () => other.renew());
    const second = await bench.offered(job);
    await other.take(second);
    const late = await lost.commit(first, timingOutcome(1));
    const good = await other.commit(second, timingOutcome(2));

    const answer = await fetch(`${farm.httpUrl}/api/v1/jobs/${job}/stale-evidence`, {
      headers: { authorization: `Bearer ${await farm.token('operator')}` },
    });

    expect(await answer.json()).toMatchObject({
      items: [{ attempt: String(first), kind: 'commit-success', payload: { data: { inferenceUs: 1 } } }],
    });
    expect(before).toBe('ACTIVE');
    expect(late.disposition).toBe(Disposition.DISPOSITION_STALE);
    expect(good.disposition).toBe(Disposition.DISPOSITION_COMMITTED);
    expect((await bench.attempts(job)).map(({ state, board }) => [state, board])).toEqual([
      ['FENCED', 'b1'],
      ['COMMITTED', 'b2'],
    ]);
    expect(await bench.count('stale_evidence')).toBe(1);
    expect(await bench.board('b1')).toMatchObject({ occupancy: 'unsafe' });
  });

  it('commits the result of a lost agent on its return while nobody else has got the job', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();
    const attempt = await bench.offered(job);
    await agent.take(attempt);
    await bench.pass(21);
    const between = [await bench.jobState(job), (await bench.board('b1'))?.occupancy];

    const answer = await agent.commit(attempt, timingOutcome());

    expect(between).toEqual(['QUEUED', 'unsafe']);
    expect(answer.disposition).toBe(Disposition.DISPOSITION_COMMITTED);
    expect(await bench.jobState(job)).toBe('SUCCEEDED');
  });

  it('lets an agent that comes back go on with its attempt while nobody else has got the job', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();
    const attempt = await bench.offered(job);
    await agent.take(attempt);
    await bench.pass(21);

    const { renewed, fenced } = await agent.renew([attempt]);

    expect({ renewed, fenced }).toEqual({ renewed: [attempt], fenced: [] });
    expect(await bench.jobState(job)).toBe('ACTIVE');
    expect(await bench.board('b1')).toMatchObject({ link: 'connected', occupancy: 'leased' });
  });

  it('uses an unsafe board again only after its agent has proven that the lost attempt does not run on it', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();
    const attempt = await bench.offered(job);
    await agent.take(attempt);
    await bench.pass(21);

    const { unsafe } = await agent.renew();
    await agent.prove('b1', attempt - 1n);
    await agent.hello();
    const unproven = await bench.board('b1');
    await agent.prove('b1', attempt);
    const second = await bench.offered(job);

    expect(unsafe).toEqual([{ board: 'b1', attempt }]);
    expect(unproven?.occupancy).toBe('unsafe');
    expect(second).toBeGreaterThan(attempt);
    expect((await agent.renew()).unsafe).toEqual([]);
  });

  it('takes no proof of an earlier process, which does not know what the later one runs', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const attempt = await bench.offered(await bench.enqueue());
    await agent.take(attempt);
    const earlier = agent.instanceId;
    agent.instanceId = 'a later process';
    await agent.hello([attempt]);
    await bench.pass(21);
    agent.instanceId = earlier;

    await expect(agent.prove('b1', attempt)).rejects.toMatchObject({ code: status.FAILED_PRECONDITION });

    expect(await bench.board('b1')).toMatchObject({ occupancy: 'unsafe' });
  });

  it('lets the other agent that reaches a board take it over from a dead one, and prove it at rest', async () => {
    const owner = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();
    const attempt = await bench.offered(job);
    await owner.take(attempt);
    const other = await bench.agent('lab-2', []);
    other.boards = ['b1'];
    await expect(other.hello()).rejects.toMatchObject({ code: status.ALREADY_EXISTS });
    await bench.pass(25);

    const { unsafe } = await other.hello();
    await owner.prove('b1', attempt);
    const between = await bench.board('b1');
    const { renewed } = await owner.renew([attempt]);
    await other.prove('b1', attempt);
    const second = await bench.offered(job);

    expect(unsafe).toEqual([{ board: 'b1', attempt }]);
    expect(between).toMatchObject({ occupancy: 'unsafe', link: 'connected' });
    expect(renewed).toEqual([]);
    expect((await other.renew()).offered).toEqual([second]);
  });

  it('tells an agent again what it has accepted when the answer was lost', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const attempt = await bench.offered(await bench.enqueue());
    await agent.take(attempt);

    const unaware = await agent.renew();
    const aware = await agent.renew([attempt]);
    await agent.take(attempt);
    const answer = await agent.commit(attempt, timingOutcome());

    expect(unaware.offered).toEqual([attempt]);
    expect(aware.offered).toEqual([]);
    expect(answer.disposition).toBe(Disposition.DISPOSITION_COMMITTED);
  });

  it('refuses a hello of an earlier process that comes late, and leaves the later one what it holds', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const earlier = agent.instanceId;
    agent.instanceId = 'a later process';
    agent.epoch = 2n;
    await agent.hello();
    const job = await bench.enqueue();
    const attempt = await bench.offered(job);
    await agent.take(attempt);

    agent.instanceId = earlier;
    agent.epoch = 1n;
    await expect(agent.hello()).rejects.toMatchObject({ code: status.FAILED_PRECONDITION });
    agent.instanceId = 'a later process';

    expect((await agent.renew([attempt])).renewed).toEqual([attempt]);
    expect(await bench.jobState(job)).toBe('ACTIVE');
  });

  it('extends every open lease when the sweeper itself was away, instead of ending them', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();
    const attempt = await bench.offered(job);
    await agent.take(attempt);

    farm.clock.step(120_000);
    await farm.app.get(Sweeper).sweep();
    await bench.pass(10);

    expect(await bench.jobState(job)).toBe('ACTIVE');
    await bench.pass(12);
    expect(await bench.jobState(job)).toBe('QUEUED');
  });

  it('fences what a reinstalled agent has lost, and tells an agent what it need not finish', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();
    const attempt = await bench.offered(job);
    await agent.take(attempt);

    agent.spoolId = 'a new spool';
    agent.instanceId = 'a new process';
    const { fencedAttempts, unsafe } = await agent.hello([attempt]);
    await agent.prove('b1', attempt);

    const [first] = await bench.attempts(job);
    expect(first).toMatchObject({ state: 'FENCED', failure_class: 'AGENT_RESTARTED' });
    expect(fencedAttempts).toEqual([]);
    expect(unsafe).toEqual([{ board: 'b1', attempt }]);
    const second = await bench.offered(job);
    expect((await agent.renew([attempt])).fenced).toEqual([attempt]);
    expect(second).toBeGreaterThan(attempt);
  });

  it('retries an infrastructure failure on another board and blames the first one', async () => {
    const agent = await bench.agent('lab-1', ['b1', 'b2']);
    const job = await bench.enqueue();
    const first = await bench.offered(job);
    const { board } = await agent.take(first);

    await agent.commit(first, failedOutcome('BOARD_LOST'));
    await bench.pass(2, () => agent.renew());
    const again = await eventually(async () => {
      farm.clock.step(1_000);
      return (await bench.attempts(job))[1];
    });

    expect(again.board).not.toBe(board);
    expect(await bench.board(board)).toMatchObject({ occupancy: 'idle', health: 'suspect' });
  });

  it('ends a job at once when the participant’s model is to blame', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();
    const attempt = await bench.offered(job);
    await agent.take(attempt);

    await agent.commit(attempt, failedOutcome('MEMORY_LIMIT'));

    expect(await bench.jobState(job)).toBe('FAILED');
    expect(await bench.board('b1')).toMatchObject({ occupancy: 'idle', health: 'unknown' });
  });

  it('lets a job expire when its attempts are used up', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue({ attemptLimit: 2 });

    for (let round = 0; round < 2; round += 1) {
      const attempt = await eventually(async () => {
        farm.clock.step(1_000);
        const open = (await bench.attempts(job)).find(({ state }) => state === 'OFFERED');
        return open === undefined ? undefined : BigInt(open.id);
      });
      await agent.take(attempt);
      await agent.commit(attempt, failedOutcome('AGENT_RESTARTED'));
    }

    expect(await bench.jobState(job)).toBe('EXPIRED');
    expect((await bench.attempts(job)).map(({ state }) => state)).toEqual(['FAILED', 'FAILED']);
  });

  it('keeps a rejection by the delegate as the answer, without retry and without blame', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue();
    const attempt = await bench.offered(job);
    await agent.take(attempt);

    await agent.commit(attempt, {
      $case: 'rejected',
      value: { issuesJson: JSON.stringify([{ id: 'op.type', rule: 'r', detail: 'd', hint: 'h' }]) },
    });

    expect(await bench.jobState(job)).toBe('REJECTED');
    expect(await bench.board('b1')).toMatchObject({ health: 'good' });
  });

  it('counts a result that breaks the contract as a bug, never as a score', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const job = await bench.enqueue({ attemptLimit: 1 });
    const attempt = await bench.offered(job);
    await agent.take(attempt);

    await agent.commit(attempt, { $case: 'timing', value: { resultJson: '{"inferenceUs": "fast"}' } });

    expect(await bench.jobState(job)).toBe('EXPIRED');
    expect((await bench.attempts(job))[0]?.failure_class).toBe('BUG');
    expect(await bench.count('results')).toBe(0);
  });

  it('does not give an agent another agent’s attempt', async () => {
    const owner = await bench.agent('lab-1', ['b1']);
    const attempt = await bench.offered(await bench.enqueue());
    const thief = await bench.agent('lab-2', []);

    const stolen = await thief.accept(attempt);

    expect(stolen.answer?.$case).toBe('gone');
    expect((await owner.renew()).offered).toEqual([attempt]);
  });

  it('tells an agent with another protocol why it must drain, and gives it no work', async () => {
    const agent = await bench.agent('lab-1', ['b1']);
    const hello = agent.session.hello.bind(agent.session);
    const answer = await new Promise<{ drainReason: string }>((resolve, reject) => {
      hello(
        {
          protocolMin: 7,
          protocolMax: 8,
          agentVersion: 'future',
          spoolId: agent.spoolId,
          instanceId: agent.instanceId,
          boards: [],
          heldAttempts: [],
          draining: false,
          epoch: agent.epoch,
        },
        (error, response) => (error === null ? resolve(response) : reject(error)),
      );
    });

    const renewed = await agent.renew();

    expect(answer.drainReason).toContain('The agent speaks protocol 7 to 8');
    expect(renewed.drainReason).toBe(answer.drainReason);
    const job = await bench.enqueue();
    await bench.pass(2, () => agent.renew());
    expect(await bench.jobState(job)).toBe('QUEUED');
  });
});
