import {
  type LeaderboardRow,
  leaderboardViewSchema,
  rescoreAnswerSchema,
  type SubmissionState,
  type SubmissionView,
  submissionViewSchema,
} from '@npufarm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BlobStore } from '../../../services/control-plane/src/blobs/index.js';
import { BlobCollection, FileDeletion } from '../../../services/control-plane/src/retention/index.js';
import { OutputCollection } from '../../../services/control-plane/src/submissions/scoring/output-collection.js';
import { eventually } from '../control-plane/eventually.js';
import { EmulatedPeer } from './emulated-peer.js';
import { aModel, type Answer, authorization, get, problemIn, submit } from './rest-client.js';
import { type RestFarm, startRestFarm, tokens } from './rest-farm.js';
import { readEvents } from './read-events.js';

describe('from an upload to its verdict', { timeout: 60_000 }, () => {
  let farm: RestFarm;
  let agent: EmulatedPeer;
  let seed = 100;

  beforeAll(async () => {
    farm = await startRestFarm();
    agent = new EmulatedPeer(farm.grpcAddress, await farm.enrol('lab-1'));
    await agent.hello();
  }, 120_000);
  afterAll(async () => {
    agent.close();
    await farm.stop();
  });

  const hand = async (phase: string, token: string = tokens.alpha): Promise<SubmissionView> => {
    seed += 1;
    return submissionViewSchema.parse(
      (await submit(farm.url, { token, phase, model: aModel(seed % 250) })).body,
    );
  };
  const show = async (id: string): Promise<SubmissionView> =>
    submissionViewSchema.parse((await get(farm.url, `/submissions/${id}`, tokens.organizer)).body);
  const reaches = (id: string, state: SubmissionState): Promise<SubmissionView> =>
    eventually(async () => {
      const view = await show(id);
      return view.state === state ? view : undefined;
    });
  const ledger = async (id: string): Promise<string[]> => {
    const rows: { kind: string }[] = await farm.dataSource.query(
      'SELECT kind FROM quota_entries WHERE submission_id = $1 ORDER BY created_at',
      [id],
    );
    return rows.map(({ kind }) => kind);
  };
  /** Stores a picture that differs from the original by `change` in every byte. */
  const output = async (change: number): Promise<{ sha256: string; width: number; height: number }> => {
    const { width, height, data } = farm.original;
    const pixels = Uint8Array.from(data, (value) => Math.min(255, value + change));
    const { sha256 } = await farm.app.get(BlobStore).put('output', onePiece(pixels));
    return { sha256, width, height };
  };

  it('refuses what the delegate refuses, with its reasons, and keeps the charge', async () => {
    const { id } = await hand('refuse');

    const view = await reaches(id, 'REJECTED');

    expect(view).toMatchObject({
      verdict: 'rejected',
      stateReason: { id: 'op.unsupported', hint: 'Use DEPTH_TO_SPACE.' },
      issues: [{ id: 'op.unsupported', operator: 3 }],
      check: { accepted: false, log: ['checked'] },
      jobs: [],
    });
    expect(await ledger(id)).toEqual(['charge']);
  });

  it('tries a crashing check three times, then gives the quota back', async () => {
    const { id } = await hand('crash');

    const view = await reaches(id, 'FAILED');

    expect(view).toMatchObject({ verdict: 'failed', stateReason: { id: 'check.crashed' } });
    expect(await ledger(id)).toEqual(['charge', 'refund']);
  });

  it('scores what boards committed and ranks it above the bicubic baseline it is compared with', async () => {
    const { id } = await hand('accept');
    const timing = await agent.next();
    await agent.commitTiming(timing, 40_000);
    const fidelity = await agent.next();
    await agent.commitPicture(fidelity, await output(1));

    const view = await reaches(id, 'SCORED');

    expect(timing.assignment.work).toMatchObject({
      $case: 'timing',
      value: { compilation: { modelSha256: view.modelSha256, modelBytes: 1000n, layout: 'nhwc' } },
    });
    expect(fidelity.assignment.work).toMatchObject({
      $case: 'fidelity',
      value: { feeding: 'raw', pictures: [{ name: 'one', width: 16, height: 12 }] },
    });
    // A difference of one in every sample is 20·log10(255) dB.
    expect(view.psnr).toBeCloseTo(20 * Math.log10(255), 6);
    expect(view).toMatchObject({ npuMs: 40, fidelity: 'emulated', clock: 'predicted', verdict: 'accepted' });
    expect(view.score).toBeCloseTo(2 ** (2 * (view.psnr ?? 0) - 48) / 40, 6);
    const board = await eventually(async () => {
      const { body } = await get(farm.url, '/competitions/test/phases/accept/leaderboard', tokens.beta);
      const { rows, configHash } = leaderboardViewSchema.parse(body);
      return rows.length === 2 ? { rows, configHash } : undefined;
    });
    expect(board.configHash).toBe(view.configHash);
    expect(board.rows).toMatchObject([
      { rank: 1, team: 'alpha', submissionId: id, npuMs: 40, entries: 1 },
      { rank: null, team: 'bicubic', baseline: true, score: null },
    ]);
    expect(board.rows[1]?.psnr).toBeGreaterThan(0);
  });

  it('streams states and log lines in order, and goes on where a viewer left off', async () => {
    const { id } = await hand('accept', tokens.beta);
    const timing = await agent.next();
    const path = `${farm.url}/submissions/${id}/events`;
    await farm.dataSource.query(
      `INSERT INTO events (attempt_id, seq, at, stage, level, source, kind, text)
       SELECT $1, seq, now(), 'measuring', 'info', 'board', 'log', 'line ' || seq FROM generate_series(1, 3) seq`,
      [timing.attempt.toString()],
    );
    const early = await readEvents(path, { token: tokens.beta, until: ({ event }) => event === 'log' });
    await agent.commitTiming(timing, 50_000);
    await agent.commitPicture(await agent.next(), await output(2));

    const rest = await readEvents(path, { token: tokens.beta, lastEventId: early.at(-1)?.id ?? '' });

    expect(early[0]).toMatchObject({ event: 'state', data: { state: 'EVALUATING', final: false } });
    expect(early.at(-1)).toMatchObject({ data: { seq: 1, text: 'line 1', jobKind: 'timing' } });
    const lines = rest.filter(({ event }) => event === 'log').map(({ data }) => data['text']);
    expect(lines).toEqual(['line 2', 'line 3']);
    expect(rest.at(-1)).toMatchObject({ event: 'state', data: { state: 'SCORED', final: true } });
  });

  it('keeps an output until it is scored and drops it afterwards', async () => {
    const collection = farm.app.get(OutputCollection);
    const stored = await output(4);
    const age = `UPDATE blobs SET last_written_at = now() - interval '1 day' WHERE sha256 = $1`;
    const { id } = await hand('accept');
    await agent.commitTiming(await agent.next(), 40_000);
    const fidelity = await agent.next();
    const fresh = await collection.collect(10);
    await agent.commitPicture(fidelity, stored);
    await reaches(id, 'SCORED');
    await farm.dataSource.query(age, [Buffer.from(stored.sha256, 'hex')]);

    const afterwards = await collection.collect(10);

    expect([fresh, afterwards]).toEqual([0, 1]);
    expect(await farm.app.get(BlobStore).find(stored.sha256)).toBeUndefined();
  });

  describe('with a result', () => {
    let id = '';
    let kept: { sha256: string };
    const post = async (path: string, token: string, body: object = {}): Promise<Answer> => {
      const response = await fetch(`${farm.url}${path}`, {
        method: 'POST',
        headers: { ...authorization(token), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    };
    const rowOf = async (): Promise<LeaderboardRow | undefined> => {
      const { body } = await get(farm.url, '/competitions/test/phases/accept/leaderboard', tokens.alpha);
      return leaderboardViewSchema.parse(body).rows.find(({ submissionId }) => submissionId === id);
    };

    beforeAll(async () => {
      await farm.dataSource.query(
        `UPDATE phases SET config = config || '{"keepSamples":1}' WHERE slug = 'accept'`,
      );
      kept = await output(1);
      ({ id } = await hand('accept'));
      // Faster than every other result, so that it is the team's row.
      await agent.commitTiming(await agent.next(), 2_000);
      await agent.commitPicture(await agent.next(), { ...kept, width: 48, height: 36 });
      await reaches(id, 'SCORED');
    });

    it('keeps the outputs that the phase asks for, for its team and the organizers alone', async () => {
      const list = await get(farm.url, `/submissions/${id}/outputs`, tokens.alpha);
      const png = await fetch(`${farm.url}/submissions/${id}/outputs/one`, {
        headers: authorization(tokens.organizer),
      });
      const stranger = await get(farm.url, `/submissions/${id}/outputs`, tokens.beta);

      expect(list.body).toEqual({ items: [{ name: 'one', width: 48, height: 36 }] });
      expect(png.headers.get('content-type')).toBe('image/png');
      expect(problemIn(stranger).code).toBe('submission.not-found');
    });

    it('computes the table anew from what is stored, first as a preview', async () => {
      const path = '/competitions/test/phases/accept/rescore';
      const before = await rowOf();
      const queued = await farm.dataSource.query('SELECT count(*) FROM jobs');

      const preview = rescoreAnswerSchema.parse(
        (await post(path, tokens.organizer, { scoreConstant: 2 ** 47, preview: true })).body,
      );
      const between = await rowOf();
      const answer = rescoreAnswerSchema.parse(
        (await post(path, tokens.organizer, { scoreConstant: 2 ** 47, scoreFormula: { ssimFactor: 1 } }))
          .body,
      );
      const after = await rowOf();

      const previewed = preview.leaderboard.rows.find(({ submissionId }) => submissionId === id);
      expect(previewed?.score).toBeCloseTo(2 * (before?.score ?? 0), 6);
      expect(between).toEqual(before);
      expect((after?.score ?? 0) / (before?.score ?? 0)).toBeCloseTo(2 ** (1 + (before?.ssim ?? 0)), 9);
      expect(answer.leaderboard.configHash).not.toBe(answer.previousConfigHash);
      expect(answer.rescored).toBeGreaterThan(0);
      expect(await farm.dataSource.query('SELECT count(*) FROM jobs')).toEqual(queued);
      const audit = (await get(farm.url, '/audit', tokens.organizer)).body as { items: { action: string }[] };
      expect(audit.items[0]).toMatchObject({ action: 'phase.rescore', subject: 'test/accept' });
    });

    it('deletes its files for good, and its bytes once nothing refers to them; the score stays', async () => {
      const { modelSha256 } = await show(id);
      const before = await rowOf();

      const stranger = await post(`/submissions/${id}/delete-files`, tokens.beta);
      const deleted = await post(`/submissions/${id}/delete-files`, tokens.alpha);
      await farm.dataSource.query(`UPDATE blobs SET last_written_at = now() - interval '1 day'`);
      await farm.app.get(BlobCollection).collect(100);
      await farm.app.get(OutputCollection).collect(100);

      expect(problemIn(stranger).code).toBe('submission.not-found');
      expect(deleted.body).toEqual({ submissionId: id, filesDeleted: true });
      expect(await farm.app.get(BlobStore).find(modelSha256)).toBeUndefined();
      expect(await farm.app.get(BlobStore).find(kept.sha256)).toBeUndefined();
      expect(await rowOf()).toEqual(before);
      const rerun = await post('/competitions/test/phases/accept/rerun', tokens.organizer, {
        submissions: [id],
      });
      expect(rerun.body).toMatchObject({ submissions: [], jobs: 0 });
      const pictures = await farm.dataSource.query(
        `SELECT FROM dataset_pictures JOIN blobs ON sha256 IN (hr_sha256, lr_sha256)`,
      );
      expect(pictures).toHaveLength(2);
    });
  });

  it('rejects an output of the wrong size in words that name both sizes', async () => {
    const { id } = await hand('accept');
    await agent.commitTiming(await agent.next(), 40_000);
    const fidelity = await agent.next();
    await agent.commitPicture(fidelity, { ...(await output(3)), width: 24, height: 72 });

    const view = await reaches(id, 'REJECTED');

    expect(view.stateReason?.detail).toContain('24x72 instead of 48x36');
  });

  it('ends at the first refusal by a board and takes the other jobs back', async () => {
    const { id } = await hand('accept');
    const issue = { id: 'board.refused', rule: 'r', detail: 'd', hint: 'h' };
    const timing = await agent.next();
    await agent.commit(timing, { $case: 'rejected', value: { issuesJson: JSON.stringify([issue]) } });

    const view = await reaches(id, 'REJECTED');

    expect(view.issues).toMatchObject([{ id: 'board.refused' }]);
    const states = await eventually(async () => {
      const { jobs } = await show(id);
      const all = jobs.map(({ kind, state }) => [kind, state]);
      return jobs.every(({ endedAt }) => endedAt !== null) ? all : undefined;
    });
    expect(states).toEqual([
      ['timing', 'REJECTED'],
      ['fidelity', 'CANCELLED'],
    ]);
    expect(await ledger(id)).toEqual(['charge']);
  });

  it.each([
    ['a fake result', "fidelity = 'fake'"],
    ['a score that is not a number', "score = 'NaN'"],
    ['an infinite PSNR', "psnr = 'Infinity'"],
    ['a runtime of nothing', 'npu_ms = 0'],
    ['a missing PSNR', 'psnr = NULL'],
  ])('lets the database refuse to rank %s', async (_what, change) => {
    await expect(farm.dataSource.query(`UPDATE scores SET ${change}`)).rejects.toThrow(/violates|constraint/);
  });

  it('deletes files by itself once their phase has been over for longer than it keeps them', async () => {
    const { id } = await hand('refuse');
    await reaches(id, 'REJECTED');
    const closeFor = async (days: number): Promise<number> => {
      await farm.dataSource.query(
        `UPDATE phases SET state = 'closed', closed_at = now() - make_interval(days => $1),
           config = config || '{"modelRetentionDays": 30}' WHERE slug = 'refuse'`,
        [days],
      );
      return farm.app.get(FileDeletion).expire(100);
    };

    const early = await closeFor(29);
    const inTime = await closeFor(31);

    expect(early).toBe(0);
    expect(inTime).toBeGreaterThan(0);
    expect(await show(id)).toMatchObject({ state: 'REJECTED', filesDeletedAt: expect.any(String) });
    const audit = (await get(farm.url, '/audit', tokens.organizer)).body as { items: object[] };
    expect(audit.items[0]).toMatchObject({ actor: 'retention', action: 'submission.delete-files' });
  });
});

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
