import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { addressOf, Link } from './link.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server that answers each message with the same in capitals, after its own name. */
async function anEcho(name: string): Promise<{ host: string; port: number; heard: string[] }> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      heard.push(bytes.toString());
      socket.write(`${name} ${bytes.toString().toUpperCase()}`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, heard };
}

async function aClient(link: Link): Promise<Socket> {
  const socket = connect(addressOf(link.address));
  await once(socket, 'connect');
  closing.push(async () => socket.destroy());
  return socket;
}

async function aLink(...upstreams: { host: string; port: number }[]): Promise<Link> {
  const link = await Link.open(() => upstreams);
  closing.push(() => link.close());
  return link;
}

async function say(socket: Socket, text: string): Promise<string> {
  const answer = once(socket, 'data') as Promise<[Buffer]>;
  socket.write(text);
  return (await answer)[0].toString();
}

describe('Link', () => {
  it('carries both ways', async () => {
    expect(await say(await aClient(await aLink(await anEcho('a'))), 'hello')).toBe('a HELLO');
  });

  it('holds back what is sent into a cut, and delivers it when it is healed', async () => {
    const echo = await anEcho('a');
    const link = await aLink(echo);
    const client = await aClient(link);
    await say(client, 'one');
    link.cut('up');

    const answer = say(client, 'two');
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(echo.heard).toEqual(['one']);
    link.heal();
    expect(await answer).toBe('a TWO');
  });

  it('cuts one direction and not the other', async () => {
    const echo = await anEcho('a');
    const link = await aLink(echo);
    const client = await aClient(link);
    await say(client, 'one');
    link.cut('down');

    const answer = say(client, 'two');
    while (echo.heard.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));

    expect(client.bytesRead).toBe('a ONE'.length);
    link.heal();
    expect(await answer).toBe('a TWO');
  });

  it('takes new connections to another server when one is gone', async () => {
    const dead = { host: '127.0.0.1', port: 1 };
    const link = await aLink(dead, await anEcho('b'));

    for (let turn = 0; turn < 3; turn += 1) expect(await say(await aClient(link), 'x')).toBe('b X');
  });

  it('breaks every connection on demand', async () => {
    const link = await aLink(await anEcho('a'));
    const client = await aClient(link);
    await say(client, 'one');
    const closed = once(client, 'close');

    link.disconnect();
    await closed;

    expect(client.destroyed).toBe(true);
  });
});
