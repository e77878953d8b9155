import { afterEach, describe, expect, it } from 'vitest';
import { packageVersion } from '../../config/package-root.js';
import { type LocalServer, sendJson, sendProblem, startLocalServer } from '../../testing/local-server.js';
import { runCommand } from '../../testing/run-command.js';

let server: LocalServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Check {
  readonly check: string;
  readonly state: string;
  readonly hint: string | null;
}

interface Condition {
  readonly natsOk?: boolean;
  readonly serverVersion?: string;
  readonly clockOffsetMs?: number;
  readonly tokenValid?: boolean;
  readonly invariants?: readonly object[];
}

async function aFarm(condition: Condition): Promise<string> {
  const { natsOk = true, serverVersion = packageVersion(), clockOffsetMs = 0, tokenValid = true } = condition;
  server = await startLocalServer({
    'GET /healthz': (_request, response) => sendJson(response, 200, { alive: true }),
    'GET /readyz': (_request, response) =>
      sendJson(response, natsOk ? 200 : 503, {
        ready: natsOk,
        parts: {
          postgres: { ok: true, detail: '2 ms' },
          nats: { ok: natsOk, detail: natsOk ? '1 ms' : 'away' },
        },
      }),
    'GET /api/v1/whoami': (_request, response) => {
      if (!tokenValid)
        sendProblem(response, 401, 'auth.token-invalid', 'The token is unknown, expired or revoked.');
      else {
        const serverTime = new Date(Date.now() + clockOffsetMs).toISOString();
        sendJson(response, 200, {
          role: 'participant',
          name: 'laptop',
          team: 'demo',
          serverVersion,
          serverTime,
        });
      }
    },
    'GET /api/v1/invariants': (_request, response) => {
      if (condition.invariants === undefined)
        sendProblem(response, 403, 'auth.role-refused', 'for operators');
      else sendJson(response, 200, { items: condition.invariants });
    },
    'GET /api/v1/boards': (_request, response) =>
      sendProblem(response, 403, 'auth.role-refused', 'not yours'),
  });
  return server.url;
}

async function examine(
  condition: Condition,
): Promise<{ readonly exitCode: number; readonly checks: readonly Check[] }> {
  const ran = await runCommand(['doctor', '--json', '--url', await aFarm(condition), '--token', 'nf_x']);
  return { exitCode: ran.exitCode, checks: ran.document()['checks'] as Check[] };
}

describe('npufarm doctor', () => {
  it('finds nothing wrong with a farm that is well', async () => {
    const { exitCode, checks } = await examine({});

    expect(exitCode).toBe(0);
    expect(checks.map(({ check, state }) => `${check} ${state}`)).toEqual([
      'command ok',
      'node ok',
      'farm ok',
      'postgres ok',
      'nats ok',
      'token ok',
      'versions ok',
      'clock ok',
    ]);
  });

  it('names the part that the farm does not reach, and ends with 20', async () => {
    const { exitCode, checks } = await examine({ natsOk: false });

    expect(exitCode).toBe(20);
    expect(checks.filter(({ state }) => state === 'failed').map(({ check }) => check)).toEqual(['nats']);
  });

  it('warns of another version and of a clock that is off, with a remedy for each', async () => {
    const { exitCode, checks } = await examine({ serverVersion: '9.9.9', clockOffsetMs: 60_000 });

    const warnings = checks.filter(({ state }) => state === 'warning');
    expect(exitCode).toBe(0);
    expect(warnings.map(({ check }) => check)).toEqual(['versions', 'clock']);
    expect(warnings.every(({ hint }) => hint !== null)).toBe(true);
  });

  it('ends with 2 when the farm is well and the token is not', async () => {
    expect((await examine({ tokenValid: false })).exitCode).toBe(2);
  });

  it('checks the invariants when asked, and ends with 70 when one does not hold', async () => {
    const well = { id: 'I1', sentence: 'A board carries one attempt.', violations: 0, examples: [] };
    const examples = [{ subject: 'job 7', detail: 'is SUCCEEDED twice' }];
    const broken = { id: 'I2', sentence: 'A job has one verdict.', violations: 3, examples };
    const url = await aFarm({ invariants: [well, broken] });

    const ran = await runCommand(['doctor', '--invariants', '--json', '--url', url, '--token', 'nf_x']);
    const text = await runCommand(['doctor', '--invariants', '--url', url, '--token', 'nf_x']);

    expect(ran.exitCode).toBe(70);
    expect(ran.document()).toMatchObject({
      ok: false,
      error: { code: 'doctor.I2' },
      invariants: [well, broken],
    });
    expect(text.stdout).toContain('✓ I1         A board carries one attempt.');
    expect(text.stdout).toContain(
      '✗ I2         A job has one verdict. It does not hold: job 7 is SUCCEEDED twice; and 2 more',
    );
  });

  it('names the role that the invariants need', async () => {
    const url = await aFarm({});

    const ran = await runCommand(['doctor', '--invariants', '--json', '--url', url, '--token', 'nf_x']);

    expect(ran.exitCode).toBe(2);
    expect(ran.document()).toMatchObject({ error: { code: 'doctor.invariants', message: 'for operators' } });
  });

  it('examines the installation even where no farm is named', async () => {
    const ran = await runCommand(['doctor', '--json', '--url', 'http://127.0.0.1:1']);

    expect(ran.exitCode).toBe(20);
    expect(ran.document()).toMatchObject({
      error: { code: 'doctor.farm' },
      ok: false,
      checks: [{ check: 'command' }, { check: 'node' }, { check: 'farm', state: 'failed' }],
    });
  });
});
