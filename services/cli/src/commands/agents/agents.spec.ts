import { afterEach, describe, expect, it } from 'vitest';
import { type LocalServer, sendJson, sendProblem, startLocalServer } from '../../testing/local-server.js';
import { runCommand } from '../../testing/run-command.js';

let server: LocalServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const connection = (): { url: string | undefined; token: string } => ({ url: server?.url, token: 'nf_t' });

describe('npufarm agents', () => {
  it('prints an enrolment token alone on standard output', async () => {
    const created = { agent: 'lab-1', token: 'nfe_x.00', expiresAt: '2026-01-02T03:04:05.000Z' };
    server = await startLocalServer({
      'POST /api/v1/agents/enrolment-tokens': (_request, response) => sendJson(response, 201, created),
    });

    const ran = await runCommand(['agents', 'enroll', 'lab-1'], connection());

    expect(ran).toMatchObject({ exitCode: 0, stdout: 'nfe_x.00\n' });
    expect(ran.stderr).toContain('NPUFARM_ENROLMENT_TOKEN before 2026-01-02T03:04:05.000Z');
  });

  it('lists agents with their boards and the end of their certificates', async () => {
    const agent = {
      id: '01890000-0000-7000-8000-000000000001',
      name: 'lab-1',
      version: '0.1.0',
      protocol: 1,
      lastSeenAt: null,
      draining: false,
      certificateExpiresAt: '2026-02-01T00:00:00.000Z',
      boards: ['b1', 'b2'],
    };
    server = await startLocalServer({
      'GET /api/v1/agents': (_request, response) => sendJson(response, 200, { items: [agent] }),
    });

    const ran = await runCommand(['agents', 'ls'], connection());

    expect(ran.stdout).toMatch(/lab-1 +b1 b2 +0\.1\.0 +1 .*2026-02-01/);
  });

  it('says when there is no agent to revoke', async () => {
    server = await startLocalServer({
      'POST /api/v1/agents/lab-9/revoke': (_request, response) =>
        sendProblem(response, 404, 'agent.not-found', 'There is no agent "lab-9".'),
    });

    const ran = await runCommand(['agents', 'revoke', 'lab-9', '--json'], connection());

    expect(ran.exitCode).not.toBe(0);
    expect(ran.document()).toMatchObject({ error: { code: 'agent.not-found' } });
  });
});
