import { afterEach, describe, expect, it } from 'vitest';
import { aSubmissionView, submissionId, timingJobId } from '../../testing/a-submission-view.js';
import { type LocalServer, sendJson, sendProblem, startLocalServer } from '../../testing/local-server.js';
import { type Ran, runCommand } from '../../testing/run-command.js';

let server: LocalServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const job = {
  id: timingJobId,
  submissionId,
  team: 'demo',
  kind: 'timing',
  state: 'SUCCEEDED',
  priority: 0,
  board: 'vs680-emulated-1',
  attemptCount: 1,
  attemptLimit: 3,
  cancelRequestedAt: null,
  queuedAt: '2026-01-02T03:04:06Z',
  endedAt: '2026-01-02T03:04:09Z',
  requirement: { fidelity: 'emulated', capabilities: {} },
  attempts: [] as object[],
  waiting: [],
  issues: [],
  timing: aSubmissionView().timing,
  failureClass: null,
  detail: null,
};

function logMessage(seq: number, level: string, text: string): string {
  const line = {
    attempt: '7',
    seq,
    at: '2026-01-02T03:04:07.000Z',
    stage: 'compiling',
    level,
    source: 'board',
  };
  return `id: 7:${seq}\nevent: log\ndata: ${JSON.stringify({ ...line, kind: 'log', text, data: null })}\n\n`;
}

async function aFarm(state: string, changes: Partial<typeof job> = {}): Promise<void> {
  const view = { ...job, state, ...changes };
  server = await startLocalServer({
    [`GET /api/v1/jobs/${timingJobId}`]: (_request, response) => sendJson(response, 200, view),
    [`GET /api/v1/jobs/${submissionId}`]: (_request, response) =>
      sendProblem(response, 404, 'job.not-found', 'no job'),
    [`GET /api/v1/submissions/${submissionId}`]: (_request, response) =>
      sendJson(response, 200, aSubmissionView()),
    [`POST /api/v1/jobs/${timingJobId}/cancel`]: (_request, response) =>
      sendJson(response, 200, { ...view, state: 'CANCELLED' }),
    [`GET /api/v1/jobs/${timingJobId}/events`]: (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(
        logMessage(1, 'info', 'graph read') +
          logMessage(2, 'debug', 'pass 3') +
          logMessage(3, 'warn', 'slow add'),
      );
      const final = state !== 'ACTIVE';
      response.write(`event: state\ndata: ${JSON.stringify({ jobId: timingJobId, state, final })}\n\n`);
      if (final) response.end();
    },
  });
}

function jobs(...words: string[]): Promise<Ran> {
  return runCommand(['jobs', ...words, '--url', server?.url ?? '', '--token', 'nf_x']);
}

describe('npufarm jobs show', () => {
  it('shows a job with what its submission knows, under the keys that submit prints', async () => {
    await aFarm('SUCCEEDED');

    const ran = await jobs('show', timingJobId, '--json');

    expect(ran.exitCode).toBe(0);
    expect(Object.keys(ran.document()).slice(0, 15).join()).toBe(
      'submission,job,state,verdict,fidelity,clock,numerics,model_version,inference_us,by_layer,psnr,ssim,score,issues,log',
    );
    expect(ran.document()).toMatchObject({
      state: 'SUCCEEDED',
      verdict: 'accepted',
      inference_us: 36_500,
      psnr: 30.5,
    });
  });

  it('says which attempts presented a result too late', async () => {
    const attempt = {
      attempt: '7',
      board: 'b1',
      agent: 'lab-1',
      state: 'FENCED',
      stage: null,
      failureClass: 'AGENT_LOST',
      detail: null,
      offeredAt: '2026-01-02T03:04:06.000Z',
      acceptedAt: null,
      endedAt: null,
      staleResults: 1,
    };
    await aFarm('SUCCEEDED', { attempts: [attempt, { ...attempt, attempt: '8', staleResults: 0 }] });

    const { stdout } = await jobs('show', timingJobId);

    expect(stdout).toContain('results that came too late, kept and never scored: attempt 7\n');
  });

  it('takes the id of a submission as well', async () => {
    await aFarm('SUCCEEDED');

    expect((await jobs('show', submissionId, '--json')).document()).toMatchObject({
      submission: submissionId,
      job: timingJobId,
      state: 'SCORED',
    });
  });
});

describe('npufarm jobs logs', () => {
  it('prints the lines of a job that has ended, without those for developers', async () => {
    await aFarm('SUCCEEDED');

    const { stdout, exitCode } = await jobs('logs', timingJobId);

    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split('\n')).toEqual([
      '03:04:07.000 compiling board graph read',
      '03:04:07.000 compiling board slow add',
    ]);
  });

  it('prints what there is of a job that still runs, and ends', async () => {
    await aFarm('ACTIVE');

    const ran = await jobs('logs', timingJobId, '--json');

    expect(ran.document()).toMatchObject({ items: [{ seq: 1 }, { seq: 2 }, { seq: 3, text: 'slow add' }] });
  });

  it('prints the logs of all jobs of a submission', async () => {
    await aFarm('SUCCEEDED');

    expect((await jobs('logs', submissionId, '--json')).document()['items']).toHaveLength(3);
  });

  it('ends with -f once the farm has ended the stream', async () => {
    await aFarm('FAILED');

    expect((await jobs('logs', '-f', timingJobId, '--json')).document()['items']).toHaveLength(3);
  });
});

describe('npufarm jobs cancel', () => {
  it('cancels a job and shows it', async () => {
    await aFarm('ACTIVE');

    expect((await jobs('cancel', timingJobId, '--json')).document()).toMatchObject({ state: 'CANCELLED' });
  });

  it('has nothing to do for a submission whose jobs have ended', async () => {
    await aFarm('SUCCEEDED');

    expect((await jobs('cancel', submissionId, '--json')).document()).toEqual({ items: [] });
  });
});
