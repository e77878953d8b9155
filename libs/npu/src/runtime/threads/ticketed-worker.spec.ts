import { describe, expect, it } from 'vitest';
import { TicketedWorker } from './ticketed-worker.js';

const echo = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ ticket, failure }) => parentPort.postMessage({ ticket, failure }));
`;

const errorOf = (failure: string): Error => new Error(failure);

const busyPorts = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'MessagePort').length;

describe('a worker with tickets', () => {
  it('keeps the process alive only while it works, even when it never did', async () => {
    const before = busyPorts();
    const worker = new TicketedWorker<string>(echo, errorOf);
    expect(busyPorts()).toBe(before);

    const answer = worker.request({});
    expect(busyPorts()).toBeGreaterThan(before);
    await answer;

    expect(busyPorts()).toBe(before);
  });

  it('rejects the caller whose request failed, and answers on', async () => {
    const worker = new TicketedWorker<string>(echo, errorOf);

    const [failed, done] = await Promise.allSettled([
      worker.request({ failure: 'it broke' }),
      worker.request({}),
    ]);

    expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'it broke' } });
    expect(done.status).toBe('fulfilled');
    expect(worker.hasFailed).toBe(false);
  });
});
