import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SubmissionView } from '@npufarm/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  aReceivedSubmission,
  aSubmissionView,
  submissionId,
  timingJobId,
} from '../../testing/a-submission-view.js';
import { type LocalServer, sendJson, sendProblem, startLocalServer } from '../../testing/local-server.js';
import { type Ran, runCommand } from '../../testing/run-command.js';

const model = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
let directory: string;
let modelPath: string;
let server: LocalServer | undefined;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'npufarm-submit-'));
  modelPath = join(directory, 'net.tflite');
  writeFileSync(modelPath, model);
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(() => rmSync(directory, { recursive: true }));

const reason = {
  id: 'conv.stride',
  rule: 'stride is at most 4',
  detail: 'operator 3 has stride 9',
  hint: 'use stride 2',
};

function message(event: string, data: object, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

function stateMessage(state: string, final: boolean): string {
  return message('state', { submissionId, state, stateReason: null, final });
}

function logMessage(seq: number, text: string): string {
  const line = {
    attempt: '7',
    seq,
    at: '2026-01-02T03:04:07.000Z',
    stage: 'measuring',
    level: 'info',
    source: 'board',
  };
  return message(
    'log',
    { ...line, kind: 'log', text, data: null, jobId: timingJobId, jobKind: 'timing' },
    `7:${seq}`,
  );
}

type Stream = (response: ServerResponse, lastEventId: string | undefined) => void;

/** A farm that takes one upload and then plays a live stream. */
async function aFarm(
  final: SubmissionView,
  stream: Stream,
): Promise<{ readonly uploads: { sha256: string; key: string }[] }> {
  const uploads: { sha256: string; key: string }[] = [];
  server = await startLocalServer({
    'POST /api/v1/submissions': (request, response, body) => {
      uploads.push({
        sha256: createHash('sha256').update(body).digest('hex'),
        key: String(request.headers['idempotency-key']),
      });
      sendJson(response, 201, aReceivedSubmission());
    },
    [`GET /api/v1/submissions/${submissionId}`]: (_request, response) => sendJson(response, 200, final),
    [`GET /api/v1/submissions/${submissionId}/events`]: (request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      stream(response, request.headers['last-event-id']?.toString());
    },
  });
  return { uploads };
}

function submit(...more: string[]): Promise<Ran> {
  const place = [
    '--competition',
    'mai2021',
    '--phase',
    'open',
    '--url',
    server?.url ?? '',
    '--token',
    'nf_x',
  ];
  return runCommand(['submit', modelPath, ...place, ...more]);
}

describe('npufarm submit', () => {
  it('uploads every byte with a key of its own, and does not wait unless told to', async () => {
    const { uploads } = await aFarm(aSubmissionView(), () => undefined);

    const ran = await submit('--json', '--idempotency-key', 'k1');

    expect(ran.exitCode).toBe(0);
    expect(ran.document()).toMatchObject({
      submission: submissionId,
      job: null,
      state: 'RECEIVED',
      verdict: null,
    });
    expect(uploads).toEqual([{ sha256: createHash('sha256').update(model).digest('hex'), key: 'k1' }]);
    expect(server?.requests).toEqual([
      'POST /api/v1/submissions?competition=mai2021&phase=open&fileName=net.tflite',
    ]);
  });

  it('waits through a cut stream and prints one document with the promised keys first', async () => {
    let connections = 0;
    await aFarm(aSubmissionView(), (response, lastEventId) => {
      connections += 1;
      response.write(stateMessage('EVALUATING', false));
      if (lastEventId === undefined) response.write(logMessage(1, 'first'), () => response.destroy());
      else response.end(logMessage(2, 'second') + stateMessage('SCORED', true));
    });

    const ran = await submit('--wait', '--json');

    expect(ran.exitCode).toBe(0);
    expect(connections).toBe(2);
    expect(Object.keys(ran.document()).slice(0, 15)).toEqual([
      'submission',
      'job',
      'state',
      'verdict',
      'fidelity',
      'clock',
      'numerics',
      'model_version',
      'inference_us',
      'by_layer',
      'psnr',
      'ssim',
      'score',
      'issues',
      'log',
    ]);
    expect(ran.document()).toMatchObject({
      job: timingJobId,
      inference_us: 36_500,
      by_layer: [{ inference_us: 20_000 }, { type: 'TensorAdd' }],
      log: ['delegate: 3 operators on the NPU'],
    });
  });

  it('shows people mapping, labelled runtime, slowest layers, quality against bicubic and score', async () => {
    await aFarm(aSubmissionView(), (response) =>
      response.end(
        stateMessage('EVALUATING', false) + logMessage(1, 'warm-up done') + stateMessage('SCORED', true),
      ),
    );

    const ran = await submit('--wait');

    expect(ran.stdout).toContain('3 of 3 operators on the NPU, 1 partition');
    expect(ran.stdout).toContain('36.50 ms predicted runtime (emulated, predicted)');
    expect(ran.stdout).toMatch(/ConvolutionReluPoolingLayer2\s+20\.00\s+54\.8 %\s+NN\s+0 1/);
    expect(ran.stdout).toContain('30.50 dB, bicubic 29.75 dB (+0.75 dB)');
    expect(ran.stdout).toMatch(/score\s+12\.25/);
    expect(ran.stderr).toContain('warm-up done');
    expect(ran.stderr).toMatch(/^uploading\n/);
  });

  it('ends with 10 and the reasons when the model is refused', async () => {
    const issue = { ...reason, operator: 3, tensor: null };
    const refused = aSubmissionView({
      state: 'REJECTED',
      verdict: 'rejected',
      stateReason: reason,
      issues: [issue],
    });
    await aFarm(refused, (response) => response.end(stateMessage('REJECTED', true)));

    const ran = await submit('--wait', '--json');

    expect(ran.exitCode).toBe(10);
    expect(ran.document()).toMatchObject({
      error: { code: 'submission.rejected', message: 'operator 3 has stride 9', hint: 'use stride 2' },
      state: 'REJECTED',
      issues: [issue],
    });
  });

  it.each([
    ['FAILED', 20],
    ['WITHDRAWN', 40],
  ])('ends a submission that is %s with %i', async (state, expected) => {
    await aFarm(aSubmissionView({ state }), (response) => response.end(stateMessage(state, true)));

    expect((await submit('--wait', '--json')).exitCode).toBe(expected);
  });

  it('blames the model, not the farm, when it exceeded a limit', async () => {
    const exceeded = { ...reason, id: 'job.memory-limit', detail: 'The timing job needs more than 2 GiB.' };
    const failed = aSubmissionView({ state: 'FAILED', verdict: 'failed', stateReason: exceeded });
    await aFarm(failed, (response) => response.end(stateMessage('FAILED', true)));

    const ran = await submit('--wait', '--json');

    expect(ran.exitCode).toBe(10);
    expect(ran.document()).toMatchObject({ error: { code: 'submission.failed', message: exceeded.detail } });
  });

  it("ends with 30 when the caller's own wait runs out, and says that the work goes on", async () => {
    await aFarm(aSubmissionView(), (response) => void response.write(stateMessage('EVALUATING', false)));

    const ran = await submit('--wait', '--timeout', '0.2', '--json');

    expect(ran.exitCode).toBe(30);
    expect(ran.document()).toMatchObject({
      error: { code: 'cli.wait-ran-out', hint: expect.stringContaining(submissionId) },
    });
  });

  it('ends with 10 when the farm refuses the upload for its size', async () => {
    server = await startLocalServer({
      'POST /api/v1/submissions': (_request, response) =>
        sendProblem(response, 413, 'request.too-large', 'The file has 300000 bytes; at most 1000 are taken.'),
    });

    const ran = await submit('--json');

    expect(ran.exitCode).toBe(10);
    expect(ran.document()).toMatchObject({
      error: { code: 'request.too-large' },
      submission: null,
      verdict: 'rejected',
      issues: [{ id: 'request.too-large', detail: expect.stringContaining('at most 1000') }],
    });
  });

  it('uploads again under the same key when the connection is cut', async () => {
    const keys: string[] = [];
    server = await startLocalServer({
      'POST /api/v1/submissions': (request, response) => {
        keys.push(String(request.headers['idempotency-key']));
        if (keys.length === 1) request.socket.destroy();
        else sendJson(response, 201, aReceivedSubmission());
      },
    });

    const ran = await submit('--json');

    expect(ran.exitCode).toBe(0);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });
});
