import { boardListSchema, readinessViewSchema, type WhoamiView, whoamiViewSchema } from '@npufarm/contracts';
import { packageVersion } from '../../config/package-root.js';
import { notAFarm } from '../../connection/connection-errors.js';
import type { FarmClient } from '../../connection/farm-client.js';
import { readText } from '../../connection/http-exchange.js';
import { CommandError } from '../../output/command-error.js';
import { exitCodes } from '../../output/exit-code.js';
import type { Finding } from './finding.js';

const tolerableSkewMs = 5_000;

function failed(check: string, error: unknown): Finding {
  if (!(error instanceof CommandError)) throw error;
  return { check, state: 'failed', detail: error.message, hint: error.hint };
}

async function checkReadiness(client: FarmClient): Promise<readonly Finding[]> {
  const response = await client.open('GET', '/readyz');
  const text = await readText(response);
  let parsed;
  try {
    parsed = readinessViewSchema.safeParse(JSON.parse(text));
  } catch (error) {
    throw notAFarm(client.connection, '/readyz yields no JSON', error);
  }
  if (!parsed.success) throw notAFarm(client.connection, '/readyz is not a readiness document', parsed.error);
  return Object.entries(parsed.data.parts).map(([part, { ok, detail }]) => ({
    check: part,
    state: ok ? 'ok' : 'failed',
    detail,
    hint: ok ? undefined : `tell the operator: the control plane does not reach ${part}`,
  }));
}

function checkIdentity(whoami: WhoamiView, sentMs: number, receivedMs: number): readonly Finding[] {
  const own = packageVersion();
  const skewMs = Date.parse(whoami.serverTime) - (sentMs + receivedMs) / 2;
  const isSkewed = Math.abs(skewMs) > tolerableSkewMs;
  const isSame = whoami.serverVersion === own;
  const team = whoami.team === null ? '' : ` of team ${whoami.team}`;
  return [
    { check: 'token', state: 'ok', detail: `${whoami.role}${team}, named ${whoami.name}` },
    {
      check: 'versions',
      state: isSame ? 'ok' : 'warning',
      detail: isSame
        ? `farm and command are ${own}`
        : `the farm is ${whoami.serverVersion}, the command ${own}`,
      hint: isSame
        ? undefined
        : 'use the same version on both sides: run npm run build, then start the farm again',
    },
    {
      check: 'clock',
      state: isSkewed ? 'warning' : 'ok',
      detail: `this computer's clock is ${(Math.abs(skewMs) / 1000).toFixed(1)} s ${skewMs > 0 ? 'behind' : 'ahead of'} the farm's`,
      hint: isSkewed ? 'set the clock (NTP): times in lists and logs are off by this much' : undefined,
    },
  ];
}

async function checkBoards(client: FarmClient): Promise<Finding | undefined> {
  try {
    const { items } = await client.get('/api/v1/boards', boardListSchema);
    const ready = items.filter(
      ({ link, health }) => link === 'connected' && (health === 'good' || health === 'unknown'),
    );
    return {
      check: 'boards',
      state: ready.length > 0 ? 'ok' : 'warning',
      detail: `${ready.length} of ${items.length} boards can take work`,
      hint: ready.length > 0 ? undefined : 'start an agent, or see npufarm boards ls',
    };
  } catch (error) {
    if (error instanceof CommandError && error.exitCode === exitCodes.usage) return undefined;
    return failed('boards', error);
  }
}

/** The farm: whether it answers, what it stands on, who the caller is to it. */
export async function checkFarm(client: FarmClient): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const { connection } = client;
  try {
    const startedMs = performance.now();
    const response = await client.open('GET', '/healthz');
    await readText(response);
    if (response.statusCode !== 200) throw notAFarm(connection, `/healthz has status ${response.statusCode}`);
    const elapsed = (performance.now() - startedMs).toFixed(0);
    findings.push({
      check: 'farm',
      state: 'ok',
      detail: `${connection.url.origin} answers in ${elapsed} ms`,
    });
  } catch (error) {
    return [failed('farm', error)];
  }
  try {
    findings.push(...(await checkReadiness(client)));
  } catch (error) {
    findings.push(failed('readiness', error));
  }
  try {
    const sentMs = Date.now();
    const whoami = await client.get('/api/v1/whoami', whoamiViewSchema);
    findings.push(...checkIdentity(whoami, sentMs, Date.now()));
  } catch (error) {
    return [...findings, { ...failed('token', error), exitCode: exitCodes.usage }];
  }
  const boards = await checkBoards(client);
  return boards === undefined ? findings : [...findings, boards];
}
