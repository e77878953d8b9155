import { describe, expect, it, afterEach } from 'vitest';
import { type LocalServer, sendJson, sendProblem, startLocalServer } from './testing/local-server.js';
import { runCommand } from './testing/run-command.js';

let server: LocalServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function unusedUrl(): Promise<string> {
  const closed = await startLocalServer({});
  await closed.close();
  return closed.url;
}

describe('npufarm', () => {
  it('answers a wrong call with exit status 2 and one document', async () => {
    const ran = await runCommand(['frobnicate', '--json']);

    expect(ran.exitCode).toBe(2);
    expect(ran.document()).toMatchObject({
      error: { code: 'cli.usage', message: "unknown command 'frobnicate'" },
    });
  });

  it.each([
    [['submit', '--json']],
    [['jobs', 'show', 'not-an-id', '--json', '--url', 'http://127.0.0.1:1']],
    [['submit', 'x.tflite', '--timeout', 'soon', '--json']],
    [['token', 'create', 'laptop', '--role', 'king', '--json']],
    [['leaderboard', '--json', '--url', 'http://127.0.0.1:1']],
  ])('refuses %j as a usage error', async (words) => {
    const ran = await runCommand(words);

    expect(ran.exitCode).toBe(2);
    expect(ran.document()).toMatchObject({ error: { code: 'cli.usage' } });
  });

  it('keeps stdout empty and explains on stderr when a person calls wrongly', async () => {
    const ran = await runCommand(['submit']);

    expect(ran.stdout).toBe('');
    expect(ran.stderr).toContain("missing required argument 'model'");
  });

  it('prints the help of a group that is called without a verb', async () => {
    const ran = await runCommand(['jobs']);

    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('jobs [options] [command]');
  });

  it('ends a call for help with 0', async () => {
    const ran = await runCommand(['submit', '--help']);

    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('--idempotency-key');
  });

  it('names the missing file with exit status 2', async () => {
    const ran = await runCommand(['submit', '/nowhere/net.tflite', '--json', '--url', 'http://127.0.0.1:1']);

    expect(ran.exitCode).toBe(2);
    expect(ran.document()).toMatchObject({
      error: {
        code: 'cli.file-not-found',
        message: 'cannot read /nowhere/net.tflite: there is no such file',
      },
    });
  });

  it('says with exit status 20 that no farm is there, and what to do', async () => {
    const ran = await runCommand(['jobs', 'ls', '--json', '--url', await unusedUrl()]);

    expect(ran.exitCode).toBe(20);
    expect(ran.document()).toMatchObject({
      error: { code: 'farm.unreachable', message: expect.stringContaining('nothing listens there') },
    });
  });

  it("passes on the farm's refusal of a token with its code and hint, as exit status 2", async () => {
    server = await startLocalServer({
      'GET /api/v1/jobs': (request, response) =>
        sendProblem(
          response,
          401,
          'auth.token-invalid',
          `The token ${request.headers.authorization} is unknown.`,
        ),
    });

    const ran = await runCommand(['jobs', 'ls', '--json', '--url', server.url, '--token', 'nf_wrong']);

    expect(ran.exitCode).toBe(2);
    expect(ran.document()).toEqual({
      error: {
        code: 'auth.token-invalid',
        message: 'The token Bearer nf_wrong is unknown.',
        hint: expect.stringContaining('pass a valid token'),
      },
    });
  });

  it('does not take another web server for a farm', async () => {
    server = await startLocalServer({
      'GET /api/v1/jobs': (_request, response) => sendJson(response, 200, { jobs: [] }),
    });

    const ran = await runCommand(['jobs', 'ls', '--json', '--url', server.url]);

    expect(ran.exitCode).toBe(20);
    expect(ran.document()).toMatchObject({ error: { code: 'farm.unexpected-answer' } });
  });

  it('prints lists in snake_case', async () => {
    const id = '019a0000-0000-7000-8000-000000000001';
    const job = {
      id,
      submissionId: null,
      team: null,
      kind: 'canary',
      state: 'QUEUED',
      priority: 1,
      board: null,
      attemptCount: 0,
      attemptLimit: 3,
      cancelRequestedAt: null,
      queuedAt: '2026-01-02T03:04:05Z',
      endedAt: null,
    };
    server = await startLocalServer({
      'GET /api/v1/jobs': (_request, response) => sendJson(response, 200, { items: [job] }),
    });

    const ran = await runCommand(['jobs', 'ls', '--json', '--url', server.url]);

    expect(ran.exitCode).toBe(0);
    expect(ran.document()).toMatchObject({
      items: [{ id, submission_id: null, attempt_count: 0, attempt_limit: 3 }],
    });
  });
});
