import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { submissionViewSchema } from '@npufarm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../control-plane/eventually.js';
import { aModel, authorization, get, problemIn, submit } from './rest-client.js';
import { type RestFarm, startRestFarm, tokens } from './rest-farm.js';

describe('uploads', { timeout: 60_000 }, () => {
  let farm: RestFarm;

  beforeAll(async () => {
    farm = await startRestFarm();
  }, 120_000);
  afterAll(() => farm.stop());

  const stored = async (): Promise<unknown> => {
    const rows: unknown[] = await farm.dataSource.query(
      `SELECT (SELECT count(*) FROM submissions) AS submissions, (SELECT count(*) FROM quota_entries) AS quota,
              (SELECT count(*) FROM blobs WHERE kind = 'model') AS models`,
    );
    return rows[0];
  };
  const incoming = (): Promise<string[]> => readdir(join(farm.directory, 'control-plane', 'incoming'));

  it.each([
    ['model.empty', 422, { model: new Uint8Array(0) }],
    ['model.not-tflite', 422, { model: new Uint8Array(500) }],
    ['model.too-large', 413, { model: new Uint8Array(3_000_000) }],
    ['competition.not-found', 404, { competition: 'nowhere' }],
    ['phase.not-found', 404, { phase: 'nowhere' }],
    ['request.invalid', 400, { fileName: '' }],
    ['request.idempotency-key', 400, { key: 'with blanks in it' }],
    ['auth.token-invalid', 401, { token: 'nf_nobody' }],
    ['auth.role-refused', 403, { token: tokens.organizer }],
  ])('answers %s with a problem and stores nothing', async (code, status, changes) => {
    const before = await stored();

    const problem = problemIn(await submit(farm.url, { token: tokens.alpha, phase: 'accept', ...changes }));

    expect(problem).toMatchObject({ code, status, fault: 'participant' });
    expect(problem.hint).toBeTruthy();
    expect(await stored()).toEqual(before);
    expect(await incoming()).toEqual([]);
  });

  it('stores nothing of an upload whose sender goes away', async () => {
    const before = await stored();
    const sending = request(`${farm.url}/submissions?competition=test&phase=accept`, {
      method: 'POST',
      headers: {
        ...authorization(tokens.alpha),
        'content-type': 'application/octet-stream',
        'content-length': '1000',
      },
    });
    const broken = new Promise((resolve) => sending.once('error', resolve));
    sending.write(aModel().subarray(0, 100));
    await eventually(async () => ((await incoming()).length === 1 ? true : undefined));

    sending.destroy();
    await broken;

    await eventually(async () => ((await incoming()).length === 0 ? true : undefined));
    expect(await stored()).toEqual(before);
  });

  it('takes the same upload any number of times, also at once, as one submission with one charge', async () => {
    const upload = { token: tokens.alpha, phase: 'refuse', key: 'same', model: aModel(1) };

    const answers = await Promise.all(Array.from({ length: 10 }, () => submit(farm.url, upload)));

    const ids = new Set(answers.map(({ body }) => submissionViewSchema.parse(body).id));
    const charges: unknown[] = await farm.dataSource.query(
      'SELECT * FROM quota_entries WHERE submission_id = $1',
      [[...ids][0]],
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(ids.size).toBe(1);
    expect(charges).toHaveLength(1);
  });

  it('refuses another file under a key that was used, and lets another team use the same key', async () => {
    await submit(farm.url, { token: tokens.alpha, phase: 'refuse', key: 'taken' });

    const other = await submit(farm.url, {
      token: tokens.alpha,
      phase: 'refuse',
      key: 'taken',
      model: aModel(2),
    });
    const otherTeam = await submit(farm.url, {
      token: tokens.beta,
      phase: 'refuse',
      key: 'taken',
      model: aModel(2),
    });

    expect(problemIn(other)).toMatchObject({ code: 'idempotency.conflict', status: 409 });
    expect(otherTeam.status).toBe(201);
  });

  it('keeps to the quota when uploads come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, seed) =>
        submit(farm.url, { token: tokens.alpha, phase: 'two-at-once', model: aModel(10 + seed) }),
      ),
    );

    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    expect(refused.map((answer) => problemIn(answer).code)).toEqual(
      Array.from({ length: 4 }, () => 'quota.exceeded'),
    );
  });

  it('counts a refused model against the quota of the day', async () => {
    const first = await submit(farm.url, { token: tokens.beta, phase: 'one-a-day', model: aModel(20) });
    const second = await submit(farm.url, { token: tokens.beta, phase: 'one-a-day', model: aModel(21) });

    expect([first.status, second.status]).toEqual([201, 429]);
    const { body } = await get(farm.url, '/quota', tokens.beta);
    expect(body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ team: 'beta', phase: 'one-a-day', limits: { perDay: 1 }, usedToday: 1 }),
      ]),
    });
  });

  it('refuses a phase that was closed, by its hour or by hand', async () => {
    await farm.dataSource.query(
      `INSERT INTO phases (competition_id, slug, kind, state, closes_at, config, config_hash)
       SELECT id, 'over', 'validation', 'open', now() - interval '1 minute', '{}'::jsonb, 'x' FROM competitions
       UNION ALL SELECT id, 'later', 'validation', 'draft', null::timestamptz, '{}'::jsonb, 'x' FROM competitions`,
    );

    const over = await submit(farm.url, { token: tokens.alpha, phase: 'over' });
    const later = await submit(farm.url, { token: tokens.alpha, phase: 'later' });

    expect([problemIn(over).code, problemIn(later).code]).toEqual(['phase.closed', 'phase.not-open']);
  });

  it('hides a team’s submissions from other teams', async () => {
    const { id } = submissionViewSchema.parse(
      (await submit(farm.url, { token: tokens.alpha, phase: 'refuse', model: aModel(30) })).body,
    );

    const mine = await get(farm.url, `/submissions/${id}`, tokens.alpha);
    const others = await get(farm.url, `/submissions/${id}`, tokens.beta);
    const list = await get(farm.url, '/submissions', tokens.beta);

    expect(mine.status).toBe(200);
    expect(problemIn(others).code).toBe('submission.not-found');
    expect(JSON.stringify(list.body)).not.toContain(id);
  });

  it('ends a token that was revoked at once', async () => {
    const made = await fetch(`${farm.url}/tokens`, {
      method: 'POST',
      headers: { ...authorization(tokens.organizer), 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'participant', name: 'second', team: 'alpha' }),
    });
    const { id, token } = (await made.json()) as { id: string; token: string };
    const before = await get(farm.url, '/whoami', token);

    await fetch(`${farm.url}/tokens/${id}`, { method: 'DELETE', headers: authorization(tokens.alpha) });

    expect(before).toMatchObject({ status: 200, body: { role: 'participant', team: 'alpha' } });
    expect((await get(farm.url, '/whoami', token)).status).toBe(401);
  });

  it('describes every route with references that resolve', async () => {
    const { body } = await get(farm.url, '/openapi.json');

    const text = JSON.stringify(body);
    const { components } = body as { components: { schemas: object } };
    const names = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? '');
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !(name in components.schemas))).toEqual([]);
    expect(text).not.toContain('#/definitions/');
  });
});
