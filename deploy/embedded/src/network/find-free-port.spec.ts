import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { findAnyFreePort } from './find-any-free-port.js';
import { findFreePort } from './find-free-port.js';

describe('findFreePort', () => {
  let server: Server | undefined;

  afterEach(() => server?.close());

  it('passes over a port that is taken', async () => {
    const taken = await findAnyFreePort();
    server = createServer();
    await new Promise<void>((resolve) => server?.listen(taken, '127.0.0.1', resolve));

    expect(await findFreePort(taken)).toBeGreaterThan(taken);
  });
});
