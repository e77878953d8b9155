import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  competitionViewSchema,
  type PhaseView,
  phaseViewSchema,
  submissionViewSchema,
} from '@npufarm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../../services/control-plane/src/config/parse-config.js';
import { AppModule } from '../../../services/control-plane/src/app.module.js';
import { listRoutes } from '../../../services/control-plane/src/platform/openapi/list-routes.js';
import { eventually } from '../control-plane/eventually.js';
import { aModel, type Answer, authorization, get, problemIn, submit } from './rest-client.js';
import { type RestFarm, startRestFarm, tokens } from './rest-farm.js';
import { aZip, symbolicLink } from './zip-writer.js';

const accepting = { policy: { answer: 'accept' } };

describe('a competition', { timeout: 60_000 }, () => {
  let farm: RestFarm;

  beforeAll(async () => {
    farm = await startRestFarm();
  }, 120_000);
  afterAll(() => farm.stop());

  const send = async (
    method: string,
    path: string,
    token: string | undefined,
    body?: unknown,
  ): Promise<Answer> => {
    const response = await fetch(`${farm.url}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : authorization(token)),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const document = (slug: string, config: object = {}, phase: object = {}): object => ({
    slug,
    title: 'A challenge',
    defaults: { metric: 'mai' },
    phases: [
      { slug: 'one', kind: 'testing', dataset: 'pictures', config: { ...accepting, ...config }, ...phase },
    ],
  });
  const open = async (slug: string, config: object = {}, phase: object = {}): Promise<void> => {
    await send('POST', '/competitions', tokens.organizer, document(slug, config, phase));
    await send('POST', `/competitions/${slug}/phases/one/open`, tokens.organizer);
  };
  const upload = (
    competition: string,
    model: Uint8Array<ArrayBuffer>,
    fileName = 'model.tflite',
  ): Promise<Answer> => submit(farm.url, { token: tokens.alpha, competition, phase: 'one', model, fileName });
  const viewOf = (answer: Answer): ReturnType<typeof submissionViewSchema.parse> =>
    submissionViewSchema.parse(answer.body);

  it('is made from one document, with drafts that take no submissions', async () => {
    const made = await send('POST', '/competitions', tokens.organizer, document('made'));

    expect(made.status).toBe(201);
    expect(competitionViewSchema.parse(made.body).phases).toMatchObject([
      { slug: 'one', state: 'draft', dataset: 'pictures', frozen: null, config: { metric: 'mai', scale: 3 } },
    ]);
    expect(problemIn(await upload('made', aModel(1))).code).toBe('phase.not-open');
    expect(problemIn(await send('POST', '/competitions', tokens.organizer, document('made'))).code).toBe(
      'competition.exists',
    );
  });

  it('names every wrong field of its document with its place', async () => {
    const wrong = await send('POST', '/competitions', tokens.organizer, {
      ...document('wrong', { metrik: 'mai', layout: 'chw' }),
    });

    const { code, detail } = problemIn(wrong);
    expect(code).toBe('request.invalid');
    expect(detail).toContain('phases.0.config.layout');
    expect(detail).toContain('metrik');
  });

  it('freezes rules, pictures and versions under one hash when a phase opens', async () => {
    await send('POST', '/competitions', tokens.organizer, document('frozen'));
    const before = competitionViewSchema.parse(
      (await get(farm.url, '/competitions/frozen', tokens.alpha)).body,
    );

    const opened = phaseViewSchema.parse(
      (await send('POST', '/competitions/frozen/phases/one/open', tokens.organizer)).body,
    );
    const change = await send(
      'PUT',
      '/competitions',
      tokens.organizer,
      document('frozen', { metric: 'benchmark-y' }),
    );
    const dates = await send(
      'PUT',
      '/competitions',
      tokens.organizer,
      document('frozen', { quotas: { perDay: 3 } }, { closesAt: '2999-01-01T00:00:00Z' }),
    );

    expect(opened).toMatchObject({
      state: 'open',
      frozen: { compiler: '1', timingModel: 'fake-1', numerics: 'tflite-reference' },
    });
    expect(opened.configHash).not.toBe(before.phases[0]?.configHash);
    expect(problemIn(change)).toMatchObject({ code: 'phase.frozen' });
    expect(problemIn(change).detail).toContain('metric');
    const [after] = competitionViewSchema.parse(dates.body).phases;
    expect(after).toMatchObject({ configHash: opened.configHash, closesAt: '2999-01-01T00:00:00.000Z' });
    expect(after?.config.quotas).toEqual({ perDay: 3 });
  });

  it('marks what comes after the end as late where the phase says so, and takes nothing once closed', async () => {
    const over = { opensAt: '2020-01-01T00:00:00Z', closesAt: '2020-02-01T00:00:00Z' };
    await open('late', { late: 'mark' }, over);
    await open('strict', {}, over);

    const late = await upload('late', aModel(2));
    const strict = await upload('strict', aModel(2));
    await send('POST', '/competitions/late/phases/one/close', tokens.organizer);

    expect(viewOf(late).late).toBe(true);
    expect(problemIn(strict).code).toBe('phase.closed');
    expect(problemIn(await upload('late', aModel(3))).code).toBe('phase.closed');
  });

  it('opens and closes at its times by itself, and says why it cannot', async () => {
    const over = { opensAt: '2020-01-01T00:00:00Z', closesAt: '2020-02-01T00:00:00Z' };
    await send('POST', '/datasets', tokens.organizer, { slug: 'empty' });
    await send('POST', '/competitions', tokens.organizer, document('timed', {}, over));
    await send(
      'POST',
      '/competitions',
      tokens.organizer,
      document('stuck', {}, { ...over, dataset: 'empty' }),
    );
    const phaseOf = async (slug: string): Promise<PhaseView | undefined> =>
      competitionViewSchema.parse((await get(farm.url, `/competitions/${slug}`, tokens.alpha)).body)
        .phases[0];

    const closed = await eventually(async () => {
      const phase = await phaseOf('timed');
      return phase?.state === 'closed' ? phase : undefined;
    });
    const stuck = await eventually(async () => {
      const phase = await phaseOf('stuck');
      return phase?.openingProblem === null ? undefined : phase;
    });

    expect(closed.frozen).toMatchObject({ timingModel: 'fake-1' });
    expect(stuck).toMatchObject({ state: 'draft', openingProblem: expect.stringContaining('no pictures') });
    const audit = (await get(farm.url, '/audit', tokens.organizer)).body as {
      items: { actor: string; action: string; subject: string }[];
    };
    expect(audit.items).toContainEqual(
      expect.objectContaining({ actor: 'calendar', action: 'phase.open', subject: 'timed/one' }),
    );
  });

  it('takes a submission without authors only once its team has handed in a factsheet, where it asks for one', async () => {
    await open('sheet', { factsheet: 'required' });

    const without = await upload('sheet', aModel(20));
    const said = { authors: ['Ada'], framework: 'Keras' };
    const stored = await send('PUT', '/competitions/sheet/factsheet', tokens.alpha, said);
    const others = await get(farm.url, '/competitions/sheet/factsheet', tokens.beta);
    const afterwards = await upload('sheet', aModel(20));

    expect(problemIn(without)).toMatchObject({ code: 'submission.factsheet-missing', status: 422 });
    expect(stored.body).toMatchObject(said);
    expect(problemIn(others).code).toBe('factsheet.not-found');
    expect(viewOf(afterwards).factsheet).toMatchObject(said);
  });

  it('lets a team choose its final and take a submission back', async () => {
    await open('finals', { ranking: 'final' });
    const first = viewOf(await upload('finals', aModel(4)));
    const second = viewOf(await upload('finals', aModel(5)));

    await send('POST', `/submissions/${first.id}/final`, tokens.alpha);
    const chosen = await send('POST', `/submissions/${second.id}/final`, tokens.alpha);
    const others = await send('POST', `/submissions/${second.id}/final`, tokens.beta);
    const withdrawn = await send('POST', `/submissions/${second.id}/withdraw`, tokens.alpha);

    expect(viewOf(chosen).isFinal).toBe(true);
    expect(viewOf(await get(farm.url, `/submissions/${first.id}`, tokens.alpha)).isFinal).toBe(false);
    expect(problemIn(others).code).toBe('submission.not-found');
    expect(viewOf(withdrawn)).toMatchObject({ state: 'WITHDRAWN', verdict: 'withdrawn', isFinal: false });
  });

  it('hides its leaderboard from teams until the organizer publishes it', async () => {
    await open('hidden', { results: 'hidden' });
    const path = '/competitions/hidden/phases/one/leaderboard';

    const before = await get(farm.url, path, tokens.alpha);
    const organizer = await get(farm.url, path, tokens.organizer);
    await send('POST', '/competitions/hidden/phases/one/publish', tokens.organizer);

    expect(problemIn(before).code).toBe('leaderboard.hidden');
    expect([organizer.status, (await get(farm.url, path, tokens.alpha)).status]).toEqual([200, 200]);
  });

  it('gives development data out with its licence, and no other', async () => {
    await open('public', { publicData: true });
    await open('secret');

    const list = await get(farm.url, '/competitions/public/phases/one/data', tokens.alpha);
    const picture = await fetch(`${farm.url}/competitions/public/phases/one/data/one/hr`, {
      headers: authorization(tokens.alpha),
    });
    const secret = await get(farm.url, '/competitions/secret/phases/one/data/one/hr', tokens.alpha);

    expect(list.body).toMatchObject({ licenceText: 'CC0', pictures: [{ name: 'one', hrWidth: 48 }] });
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(100);
    expect(problemIn(secret).code).toBe('dataset.not-public');
  });

  it('lets a team register, and submit once an organizer approves it', async () => {
    await open('registered');
    const answer = await send('POST', '/teams/register', undefined, {
      name: 'gamma',
      contact: 'g@example.org',
    });
    const { token } = answer.body as { token: string };
    const attempt = (): Promise<Answer> =>
      submit(farm.url, { token, competition: 'registered', phase: 'one', model: aModel(6) });

    const early = await attempt();
    await send('POST', '/teams/gamma/approve', tokens.organizer);
    const later = await attempt();

    expect(answer.status).toBe(201);
    expect(problemIn(early).code).toBe('team.not-approved');
    expect(later.status).toBe(201);
  });

  it('keeps what people changed in a chain that tells when it was cut', async () => {
    const whole = await get(farm.url, '/audit', tokens.organizer);
    await farm.dataSource.query(
      `UPDATE audit_entries SET actor = 'somebody else' WHERE id = (SELECT min(id) FROM audit_entries)`,
    );
    const cut = await get(farm.url, '/audit', tokens.organizer);

    expect(whole.body).toMatchObject({ intact: true });
    expect((whole.body as { items: { action: string }[] }).items.map(({ action }) => action)).toContain(
      'phase.open',
    );
    expect(cut.body).toMatchObject({ intact: false });
  });

  describe('takes an archive', () => {
    const both = { 'TFLite/model.tflite': aModel(7), 'TFLite/model_none.tflite': aModel(7) };
    beforeAll(() => open('archives'));

    it('whose two files hold one network', async () => {
      const factsheet = Buffer.from(JSON.stringify({ authors: ['A', 'B'], framework: 'TensorFlow' }));
      const { id } = viewOf(
        await upload('archives', aZip({ ...both, 'factsheet.json': factsheet }), 'a.zip'),
      );

      const view = await eventually(async () => {
        const now = viewOf(await get(farm.url, `/submissions/${id}`, tokens.alpha));
        return now.state === 'EVALUATING' ? now : undefined;
      });

      expect(view).toMatchObject({ networkHash: 'n1', factsheet: { authors: ['A', 'B'] } });
    });

    it('and rejects one with two networks, naming the first operator that differs', async () => {
      const other = { ...both, 'TFLite/model_none.tflite': aModel(8) };
      const { id } = viewOf(await upload('archives', aZip(other), 'b.zip'));

      const view = await eventually(async () => {
        const now = viewOf(await get(farm.url, `/submissions/${id}`, tokens.alpha));
        return now.state === 'REJECTED' ? now : undefined;
      });

      expect(view.stateReason?.id).toBe('archive.not-one-network');
      expect(view.issues).toMatchObject([{ operator: 2 }]);
    });

    it.each<[string, Uint8Array<ArrayBuffer>]>([
      ['archive.incomplete', aZip({ 'TFLite/model.tflite': aModel(1) })],
      ['archive.case', aZip({ ...both, 'tflite/Model.tflite': aModel(1), 'TFLite/model.tflite': undefined })],
      ['archive.duplicate', aZip({ ...both, 'TFLITE/MODEL.tflite': aModel(1) })],
      ['archive.unreadable', aZip({ ...both, '../../etc/passwd': aModel(1) })],
      ['archive.unreadable', aZip({ ...both, '/etc/passwd': aModel(1) })],
      ['archive.link', aZip({ ...both, [symbolicLink('TFLite/link')]: aModel(1) })],
      ['archive.unreadable', aZip(both).subarray(0, 100)],
      ['archive.factsheet', aZip({ ...both, 'factsheet.json': Buffer.from('{') })],
      ['model.not-tflite', aZip({ ...both, 'TFLite/model.tflite': new Uint8Array(100) })],
      ['model.too-large', aZip({ ...both, 'TFLite/model.tflite': new Uint8Array(5_000_000) })],
      ['archive.unreadable', aZip(both, { lieAboutSizeOf: 'TFLite/model.tflite' })],
    ])('but not a bad one: %s', async (code, archive) => {
      const counts = async (): Promise<unknown> =>
        farm.dataSource.query('SELECT count(*) FROM submissions UNION ALL SELECT count(*) FROM blobs');
      const before = await counts();

      const problem = problemIn(await upload('archives', archive, 'bad.zip'));

      expect(problem).toMatchObject({ code, fault: 'participant' });
      expect(await counts()).toEqual(before);
      expect(await readdir(join(farm.directory, 'control-plane', 'incoming'))).toEqual([]);
    });
  });

  it('keeps the roles apart on every route', async () => {
    const outcome = parseConfig({
      NPUFARM_DATABASE_URL: 'postgres://nowhere',
      NPUFARM_NATS_URL: 'nats://nowhere',
      NPUFARM_EMULATOR: 'nowhere',
      NPUFARM_DATA_DIRECTORY: 'nowhere',
    });
    if (!outcome.ok) throw new Error('The configuration of the test is wrong.');
    const routes = listRoutes(AppModule.for(outcome.config)).filter(({ roles }) => roles !== 'everybody');
    const bearers = { participant: tokens.beta, organizer: tokens.organizer, operator: tokens.operator };
    const wrong: string[] = [];
    for (const { method, path, roles } of routes) {
      const place = path
        .replace(':id', '019a0000-0000-7000-8000-000000000001')
        .replace(':size', 'hr')
        .replaceAll(/:[a-z]+/gi, 'nobody');
      const stranger = await send(method, place, undefined);
      if (stranger.status !== 401) wrong.push(`${method} ${path} without a token: ${stranger.status}`);
      for (const [role, token] of Object.entries(bearers)) {
        const answer = await send(method, place, token);
        const isRefused = answer.status === 403 && problemIn(answer).code === 'auth.role-refused';
        if (isRefused === (roles as readonly string[]).includes(role)) {
          wrong.push(`${method} ${path} as ${role}: ${answer.status}`);
        }
      }
    }
    expect(routes.length).toBeGreaterThan(40);
    expect(wrong).toEqual([]);
  });

  it('lets the database rank nothing but a scored submission of the phase’s own fidelity', async () => {
    await open('ranked');
    const { id } = viewOf(await upload('ranked', aModel(9)));
    const rank = (changes: Readonly<Record<string, string>> = {}): Promise<unknown> => {
      const row = { state: "'SCORED'", phase: 'phase_id', fidelity: "'emulated'", ...changes };
      return farm.dataSource.transaction(async (manager) => {
        await manager.query(
          `INSERT INTO scores (submission_id, team_id, phase_id, fidelity, clock, numerics, model_version, config_hash,
             npu_ms, psnr, ssim, score, finalised_at)
           SELECT id, team_id, ${row.phase}, ${row.fidelity}, 'predicted', 'tflite-reference', '1', 'h', 1, 30, 0.9, 1, now()
           FROM submissions WHERE id = $1`,
          [id],
        );
        await manager.query(`UPDATE submissions SET state = ${row.state}, ended_at = now() WHERE id = $1`, [
          id,
        ]);
      });
    };

    await expect(rank({ state: "'REJECTED'" })).rejects.toThrow(/scores_of_scored_submissions/);
    await expect(rank({ fidelity: "'host'" })).rejects.toThrow(/scores_of_the_accepted_fidelity/);
    await expect(rank({ fidelity: "'fake'" })).rejects.toThrow(/fidelity/);
    await expect(rank({ phase: `(SELECT id FROM phases WHERE slug = 'refuse')` })).rejects.toThrow(
      /scores_of_their_team_and_phase/,
    );
    await rank();
    await expect(
      farm.dataSource.query(`UPDATE submissions SET state = 'WITHDRAWN' WHERE id = $1`, [id]),
    ).rejects.toThrow(/scores_of_scored_submissions/);
  });
});
