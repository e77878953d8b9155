import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type LocalServer, sendProblem, startLocalServer } from '../testing/local-server.js';
import { FarmClient } from './farm-client.js';
import { followEvents, type FollowOptions } from './follow-events.js';

let server: LocalServer | undefined;
afterEach(() => server?.close());

const quick: FollowOptions = { firstPauseMs: 1, longestPauseMs: 5 };

function clientOf(url: string): FarmClient {
  const connection = {
    url: new URL(url),
    token: 'nf_x',
    source: '--url',
    team: undefined,
    competition: undefined,
    phase: undefined,
  };
  return new FarmClient(connection, new AbortController().signal);
}

async function collect(url: string, options: FollowOptions, count: number): Promise<string[]> {
  const seen: string[] = [];
  for await (const message of followEvents(clientOf(url), '/events', { ...quick, ...options })) {
    seen.push(message.data);
    if (seen.length === count) break;
  }
  return seen;
}

function openStream(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { 'content-type': 'text/event-stream' });
}

describe('followEvents', () => {
  it('goes on after a cut connection from the last event, without gap or repetition', async () => {
    const total = 7;
    const asked: (string | undefined)[] = [];
    server = await startLocalServer({
      'GET /events': (request, response) => {
        const after = request.headers['last-event-id'];
        asked.push(Array.isArray(after) ? after[0] : after);
        const first = Number(asked.at(-1)?.split(':')[1] ?? 0) + 1;
        openStream(response);
        for (let seq = first; seq < first + 3 && seq <= total; seq += 1) {
          response.write(`id: 4:${seq}\nevent: log\ndata: line ${seq}\n\n`);
        }
        // An event that is cut in the middle must be sent again, not half believed.
        response.write(`id: 4:${first + 3}\nevent: log\nda`, () => response.destroy());
      },
    });

    const seen = await collect(server.url, {}, total);

    expect(seen).toEqual(['line 1', 'line 2', 'line 3', 'line 4', 'line 5', 'line 6', 'line 7']);
    expect(asked).toEqual([undefined, '4:3', '4:6']);
  });

  it('outlives a farm that answers 503 for a while', async () => {
    let tries = 0;
    server = await startLocalServer({
      'GET /events': (_request, response) => {
        tries += 1;
        if (tries < 3) sendProblem(response, 503, 'database.unavailable', 'away');
        else openStream(response).end('data: back\n\n');
      },
    });

    expect(await collect(server.url, {}, 1)).toEqual(['back']);
  });

  it('ends when the farm ends the stream and the work is over', async () => {
    server = await startLocalServer({
      'GET /events': (_request, response) => void openStream(response).end('data: last\n\n'),
    });

    expect(await collect(server.url, { isOver: () => Promise.resolve(true) }, 99)).toEqual(['last']);
  });

  it('does not try again what the farm refuses', async () => {
    server = await startLocalServer({
      'GET /events': (_request, response) =>
        sendProblem(response, 401, 'auth.token-invalid', 'The token is unknown.'),
    });

    await expect(collect(server.url, {}, 1)).rejects.toMatchObject({
      code: 'auth.token-invalid',
      exitCode: 2,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('gives up on a farm that stays away', async () => {
    server = await startLocalServer({});
    const { url } = server;
    await server.close();

    await expect(collect(url, { giveUpAfterMs: 20 }, 1)).rejects.toMatchObject({
      code: 'farm.unreachable',
      exitCode: 20,
    });
  });

  it('stops at once when its caller aborts', async () => {
    server = await startLocalServer({
      'GET /events': (_request, response) => void openStream(response).write(': hi\n\n'),
    });
    const controller = new AbortController();
    const following = collect(server.url, { signal: controller.signal }, 1);

    controller.abort(new Error('enough'));

    await expect(following).rejects.toThrow('enough');
  });
});
