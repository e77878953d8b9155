import { describe, expect, it } from 'vitest';
import { TicketedWorker } from './ticketed-worker.js';

const source = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ ticket, failure }) => parentPort.postMessage({ ticket, failure }));
`;

const heldPorts = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;

describe('TicketedWorker', () => {
  it('does not keep the process alive before its first request, nor after its last', async () => {
    const before = heldPorts();
    const worker = new TicketedWorker<string>(source, (failure) => new Error(failure));
    const unused = heldPorts() - before;
    const answer = worker.request({});
    const working = heldPorts() - before;
    await answer;

    expect([unused, working, heldPorts() - before]).toEqual([0, 1, 0]);
  });

  it('settles each request by its own answer', async () => {
    const worker = new TicketedWorker<string>(source, (failure) => new Error(failure));
    const requests = [worker.request({}), worker.request({ failure: 'it broke' }), worker.request({})];

    expect((await Promise.allSettled(requests)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });
});
