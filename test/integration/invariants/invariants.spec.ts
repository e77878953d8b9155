import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Postgres, startPostgres } from '../../../deploy/embedded/src/index.js';
import {
  checkInvariants,
  findViolations,
  invariants,
} from '../../../services/control-plane/src/invariants/index.js';
import { openDatabase } from '../../../services/control-plane/src/platform/database/open-database.js';
import { FarmTables, now, secondsAgo } from './farm-tables.js';
import { makeFarmDirectory } from '../../make-farm-directory.js';

const always = new Date(0);

/** A lease, an offer and a cancel that nobody has ended. */
async function overdue(tables: FarmTables): Promise<void> {
  const lease = { lease_until: secondsAgo(8) };
  await tables.attempt(await tables.job(), await tables.board(), 'ACCEPTED', lease);
  await tables.attempt(await tables.job(), await tables.board(), 'OFFERED', {
    lease_until: secondsAgo(3),
  });
  const cancelled = await tables.job({ cancel_requested_at: secondsAgo(300) });
  await tables.attempt(cancelled, await tables.board(), 'ACCEPTED');
}

describe('the invariants on tables that were broken on purpose', { timeout: 60_000 }, () => {
  let directory: string;
  let postgres: Postgres;
  let dataSource: DataSource;

  beforeAll(async () => {
    directory = makeFarmDirectory('invariants');
    postgres = await startPostgres({ dataDirectory: join(directory, 'farm') });
    dataSource = await openDatabase({ url: postgres.url, poolSize: 2, entities: [] });
  }, 120_000);
  afterAll(async () => {
    await dataSource.destroy();
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** What is violated after `write`, as `id: detail` in order; nothing that was written stays. */
  async function violatedBy(
    write: (tables: FarmTables) => Promise<unknown>,
    sweepsSince = always,
  ): Promise<string[]> {
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      await write(new FarmTables(runner));
      const found: string[] = [];
      for (const invariant of invariants) {
        const { examples } = await findViolations(runner, invariant, { now, sweepsSince });
        found.push(...examples.map(({ detail }) => `${invariant.id}: ${detail}`));
      }
      return found.toSorted();
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  it('hold on an empty farm, each with an id and a sentence of its own', async () => {
    const views = await checkInvariants(dataSource);

    expect(views.map(({ violations }) => violations)).toEqual(views.map(() => 0));
    expect(views.map(({ id }) => id)).toEqual([
      'I1',
      'I2',
      'I3',
      'I4',
      'I5',
      'I6',
      'I7',
      'I8',
      'I9',
      'I10',
      'I11',
      'I12',
    ]);
    expect(new Set(views.map(({ sentence }) => sentence)).size).toBe(views.length);
  });

  it('hold on a farm at work: waiting, offered, running, lost, scored, refunded', async () => {
    const found = await violatedBy(async (tables) => {
      await tables.scored();
      await tables.succeededTiming();
      await tables.job();
      await tables.attempt(await tables.job(), await tables.board(), 'OFFERED');
      const running = await tables.attempt(await tables.job(), await tables.board(), 'ACCEPTED');
      await tables.log(running, [1, 2, 3], 3);
      await tables.attempt(await tables.job(), await tables.board(), 'LOST');
      const account = { team_id: await tables.team(), phase_id: await tables.phase() };
      const failed = await tables.submission({ ...account, state: 'FAILED', ended_at: secondsAgo(5) });
      await tables.entry(failed, account, 'refund');
    });

    expect(found).toEqual([]);
  });

  describe('I1, one attempt per board', () => {
    it('is kept by the database: a board takes no second open attempt', async () => {
      const second = violatedBy(async (tables) => {
        const board = await tables.board();
        await tables.attempt(await tables.job(), board, 'ACCEPTED');
        await tables.attempt(await tables.job(), board, 'OFFERED');
      });

      await expect(second).rejects.toThrow('attempts_one_open_per_board');
    });

    it('is broken by an attempt that its board does not know of', async () => {
      const found = await violatedBy(async (tables) => {
        const board = await tables.board();
        await tables.attempt(await tables.job(), board, 'ACCEPTED');
        await tables.update('boards', board, { occupancy: 'idle', current_attempt: null });
      });

      expect(found).toEqual([
        expect.stringMatching(/^I1: is idle with attempt none, but attempt \d+ on it is ACCEPTED/),
      ]);
    });

    it('is broken by a board that is leased to an attempt that has ended', async () => {
      const found = await violatedBy(async (tables) => {
        const board = await tables.board();
        const attempt = await tables.attempt(await tables.job(), board, 'LOST');
        await tables.update('boards', board, { occupancy: 'leased', current_attempt: attempt });
      });

      expect(found).toEqual([
        expect.stringMatching(/^I1: is leased by attempt \d+, which is not open on it/),
      ]);
    });
  });

  describe('I2, one verdict per job', () => {
    it('is kept by the database: a job takes no second committed attempt', async () => {
      const second = violatedBy(async (tables) => {
        const { job } = await tables.succeededTiming();
        await tables.attempt(job, await tables.board(), 'COMMITTED');
      });

      await expect(second).rejects.toThrow('attempts_one_committed_per_job');
    });

    it('is broken by a job that succeeded without a committed attempt', async () => {
      const found = await violatedBy((tables) => tables.job({ state: 'SUCCEEDED', ended_at: secondsAgo(1) }));

      expect(found).toEqual(['I2: is SUCCEEDED with 0 committed attempts and 0 results']);
    });

    it('is broken by a job that waits though an attempt of it has committed', async () => {
      const found = await violatedBy(async (tables) => {
        const { job } = await tables.succeededTiming();
        await tables.update('jobs', job, { state: 'QUEUED', ended_at: null });
      });

      expect(found).toEqual(['I2: is QUEUED with 1 committed attempts and 1 results']);
    });
  });

  it('I3 is broken by a commit of an attempt that is not the newest', async () => {
    const found = await violatedBy(async (tables) => {
      const { job } = await tables.succeededTiming();
      await tables.attempt(job, await tables.board(), 'LOST');
    });

    expect(found).toEqual([
      expect.stringMatching(/^I3: is COMMITTED, but job .+ names attempt \d+ and its newest is \d+/),
    ]);
  });

  describe('I4, nothing is stuck', () => {
    it('is broken by a job that is active without an open attempt', async () => {
      const found = await violatedBy(async (tables) => {
        const job = await tables.job();
        await tables.attempt(job, await tables.board(), 'LOST');
        await tables.update('jobs', job, { state: 'ACTIVE' });
      });

      expect(found).toEqual([expect.stringMatching(/^I4: is ACTIVE, but its attempt \d+ is not open/)]);
    });

    it('is broken by a submission that waits for what will never come', async () => {
      const found = await violatedBy(async (tables) => {
        await tables.submission({ state: 'EVALUATING' });
        await tables.submission({ state: 'CHECKING', check_until: secondsAgo(120) });
        await tables.submission({ state: 'RECEIVED', created_at: secondsAgo(90_000) });
        const decided = await tables.submission();
        await tables.job({ submission_id: decided, state: 'CANCELLED', ended_at: secondsAgo(120) });
        const unscored = await tables.submission();
        const { job } = await tables.succeededTiming(unscored);
        await tables.update('jobs', job, { ended_at: secondsAgo(7_200) });
        await tables.job({ queued_at: secondsAgo(90_000) });
      });

      expect(found).toEqual([
        expect.stringMatching(/^I4: is CHECKING, and nobody took it over/),
        expect.stringMatching(/^I4: is EVALUATING without a job/),
        expect.stringMatching(/^I4: is EVALUATING, though its jobs have succeeded/),
        expect.stringMatching(/^I4: is EVALUATING, though job .+ ended CANCELLED/),
        expect.stringMatching(/^I4: is QUEUED since .+ and did not expire/),
        expect.stringMatching(/^I4: is RECEIVED since/),
      ]);
    });

    it('does not count the time in which the control plane was down', async () => {
      const found = await violatedBy(async (tables) => {
        await tables.job({ queued_at: secondsAgo(90_000) });
        await tables.submission({ state: 'CHECKING', check_until: secondsAgo(120) });
      }, secondsAgo(5));

      expect(found).toEqual([]);
    });
  });

  describe('I5, no log line is lost', () => {
    it('is broken by a hole, by a missing end and by a missing start', async () => {
      const found = await violatedBy(async (tables) => {
        const attempt = async (): Promise<string> =>
          tables.attempt(await tables.job(), await tables.board(), 'ACCEPTED');
        await tables.log(await attempt(), [1, 2, 4], 4);
        await tables.log(await attempt(), [1, 2], 3);
        await tables.log(await attempt(), [2, 3], 3);
        await tables.log(await attempt(), [], 2);
      });

      expect(found).toEqual([
        'I5: has 0 lines, none to none, of 2 acknowledged ones',
        'I5: has 2 lines, 1 to 2, of 3 acknowledged ones',
        'I5: has 2 lines, 2 to 3, of 3 acknowledged ones',
        'I5: has 3 lines, 1 to 4, of 4 acknowledged ones',
      ]);
    });

    it('is kept by the database: a sequence number is stored once', async () => {
      const twice = violatedBy(async (tables) => {
        const attempt = await tables.attempt(await tables.job(), await tables.board(), 'ACCEPTED');
        await tables.log(attempt, [1, 1], 1);
      });

      await expect(twice).rejects.toThrow('events_pkey');
    });

    it('allows that old logs are pruned', async () => {
      const found = await violatedBy(async (tables) => {
        const ended = { ended_at: secondsAgo(100_000) };
        await tables.log(
          await tables.attempt(await tables.job(), await tables.board(), 'LOST', ended),
          [],
          7,
        );
      });

      expect(found).toEqual([]);
    });
  });

  describe('I6, scores follow from results', () => {
    it.each([
      ['another runtime', { npu_ms: 20, score: 2 ** 12 / 20 }],
      ['another clock', { clock: 'measured' }],
      ['another quality', { psnr: 31, score: 2 ** 14 / 40 }],
    ])('is broken by %s than the committed one', async (_name, changes) => {
      const found = await violatedBy((tables) => tables.scored(changes));

      expect(found).toEqual([
        expect.stringMatching(/^I6: is ranked with .+; its results say 40 ms, 30 dB, SSIM 0.9, emulated/),
      ]);
    });

    it('is broken by a score that the formula does not give', async () => {
      const found = await violatedBy((tables) => tables.scored({ score: 1_000 }));

      expect(found).toEqual(['I6: is ranked with a score of 1000, which is not that of 40 ms and 30 dB']);
    });

    it('is broken by a score of a submission that is not scored', async () => {
      const found = await violatedBy(async (tables) => {
        const submission = await tables.scored();
        await tables.update('submissions', submission, { state: 'REJECTED' });
      });

      expect(found).toEqual([expect.stringMatching(/^I6: is REJECTED, but has a score of 102.4/)]);
    });

    it('is kept by the database: a fake board has no score', async () => {
      await expect(violatedBy((tables) => tables.scored({ fidelity: 'fake' }))).rejects.toThrow(
        'scores_fidelity_check',
      );
    });
  });

  describe('I7, the ledger balances', () => {
    it('is broken by a refund of more than was charged', async () => {
      const found = await violatedBy(async (tables) => {
        const account = { team_id: await tables.team(), phase_id: await tables.phase() };
        const submission = await tables.submission({ ...account, state: 'FAILED', ended_at: secondsAgo(5) });
        await tables.entry(submission, account, 'refund', 2);
      });

      expect(found).toEqual(['I7: was given back 2 of 1']);
    });

    it('is broken when the farm failed and gave nothing back, and not when the participant did', async () => {
      const found = await violatedBy(async (tables) => {
        for (const failureClass of ['AGENT_LOST', 'MEMORY_LIMIT']) {
          const submission = await tables.submission({ state: 'FAILED', ended_at: secondsAgo(5) });
          const outcome = JSON.stringify({ failureClass });
          const ended_at = secondsAgo(10);
          await tables.job({ submission_id: submission, state: 'EXPIRED', ended_at, outcome });
        }
      });

      expect(found).toEqual(['I7: failed by the farm (AGENT_LOST) and was not given back']);
    });

    it('is kept by the database: nothing is given back twice', async () => {
      const twice = violatedBy(async (tables) => {
        const account = { team_id: await tables.team(), phase_id: await tables.phase() };
        const submission = await tables.submission(account);
        await tables.entry(submission, account, 'refund');
        await tables.entry(submission, account, 'refund');
      });

      await expect(twice).rejects.toThrow('quota_entries_submission_id_kind_key');
    });
  });

  it('I8 is broken by a grant of a board that is not to be trusted, unless it changed since or it is its check', async () => {
    const found = await violatedBy(async (tables) => {
      const board = await tables.board({ health: 'quarantined' });
      await tables.attempt(await tables.job(), board, 'OFFERED');
      const later = await tables.board({ health: 'quarantined' });
      await tables.attempt(await tables.job(), later, 'OFFERED');
      await tables.update('boards', later, { updated_at: secondsAgo(1) });
      const checked = await tables.board({ health: 'quarantined' });
      await tables.attempt(await tables.job({ kind: 'canary' }), checked, 'OFFERED');
    });

    expect(found).toEqual([
      expect.stringMatching(/^I8: of a timing job was granted board .+, which is connected and quarantined/),
    ]);
  });

  describe('I9 and I10, what the sweeper and the reconciler owe', () => {
    it('are broken by a lease, an offer and a cancel that nobody ended', async () => {
      const found = await violatedBy(overdue);

      expect(found).toEqual([
        expect.stringMatching(/^I10: is ACCEPTED, its job was cancelled/),
        expect.stringMatching(/^I10: is OFFERED, its start window ended/),
        expect.stringMatching(/^I9: is ACCEPTED, its lease ended/),
      ]);
    });

    it('count from 2 s after the sweeper runs', async () => {
      expect(await violatedBy(overdue, secondsAgo(1))).toEqual([]);
    });

    it('grant the lease its grace', async () => {
      const found = await violatedBy(async (tables) => {
        const lease = { lease_until: secondsAgo(6) };
        await tables.attempt(await tables.job(), await tables.board(), 'ACCEPTED', lease);
      });

      expect(found).toEqual([]);
    });
  });

  it('I11 is broken by a result or a picture score of an attempt that was fenced', async () => {
    const found = await violatedBy(async (tables) => {
      const job = await tables.job({ kind: 'fidelity' });
      const attempt = await tables.attempt(job, await tables.board(), 'FENCED');
      await tables.result(attempt, 'fidelity', {});
      await tables.row('picture_scores', { job_id: job, name: 'a', psnr: 30, ssim: 0.9, identical: false });
    });

    expect(found).toEqual([
      'I11: is FENCED with a fidelity result',
      'I11: is QUEUED, but picture a of it is scored',
    ]);
  });
});
