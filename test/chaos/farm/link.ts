import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where a server listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Which way bytes flow: `up` from the client to the server. */
export type Direction = 'up' | 'down';

interface Connection {
  readonly client: Socket;
  server: Socket | undefined;
}

/**
 * A TCP link that can be cut in each direction apart, slowed down, and broken.
 *
 * Nothing is lost inside it: what a cut direction holds back arrives once it is healed, as with a real network,
 * where TCP sends again. New connections go to the next server that takes them, as behind a load balancer.
 */
export class Link {
  readonly #connections = new Set<Connection>();
  readonly #cut = new Set<Direction>();
  readonly #server: Server;
  #delayMs = 0;
  #turn = 0;
  #port = 0;

  private constructor(private readonly upstreams: () => readonly Address[]) {
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.#accept(client));
  }

  /** `upstreams` is asked for every new connection. */
  static async open(upstreams: () => readonly Address[]): Promise<Link> {
    const link = new Link(upstreams);
    await new Promise<void>((resolve) => link.#server.listen(0, '127.0.0.1', resolve));
    const address = link.#server.address();
    link.#port = typeof address === 'object' && address !== null ? address.port : 0;
    return link;
  }

  /** host:port */
  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  cut(...directions: readonly Direction[]): void {
    for (const direction of directions) this.#cut.add(direction);
    this.#apply();
  }

  /** Both directions flow again, without delay. */
  heal(): void {
    this.#cut.clear();
    this.#delayMs = 0;
    for (const connection of this.#connections) if (connection.server === undefined) this.#join(connection);
    this.#apply();
  }

  /** Everything from now on takes this much longer, in each direction. */
  delay(delayMs: number): void {
    this.#delayMs = delayMs;
  }

  /** Breaks every connection; new ones are taken. */
  disconnect(): void {
    for (const { client, server } of this.#connections) {
      client.destroy();
      server?.destroy();
    }
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.disconnect();
    await closed;
  }

  #accept(client: Socket): void {
    const connection: Connection = { client, server: undefined };
    this.#connections.add(connection);
    client.pause();
    client.on('error', () => undefined);
    client.on('close', () => {
      this.#connections.delete(connection);
      connection.server?.destroy();
    });
    if (this.#cut.size === 0) this.#join(connection);
  }

  /** Connects to the first server that takes the connection, beginning with another one each time. */
  #join(connection: Connection): void {
    const all = this.upstreams();
    this.#turn += 1;
    const tries = all.map((_, index) => all[(index + this.#turn) % all.length]);
    const next = (): void => {
      const address = tries.shift();
      if (address === undefined) {
        connection.client.destroy();
        return;
      }
      const server = connect({ ...address, allowHalfOpen: true, noDelay: true });
      connection.server = server;
      server.once('error', next);
      server.once('connect', () => {
        server.off('error', next);
        server.on('error', () => undefined);
        server.on('close', () => connection.client.destroy());
        this.#carry(connection.client, server);
        this.#carry(server, connection.client);
        this.#apply();
      });
    };
    next();
  }

  #carry(from: Socket, to: Socket): void {
    let queue: Promise<void> = Promise.resolve();
    const deliver = (deed: () => void): void => {
      const dueMs = performance.now() + this.#delayMs;
      queue = queue.then(() => sleepUntil(dueMs)).then(deed);
    };
    from.on('data', (bytes: Buffer) => deliver(() => void to.write(bytes)));
    from.on('end', () => deliver(() => to.end()));
  }

  #apply(): void {
    for (const { client, server } of this.#connections) {
      if (server === undefined || server.connecting) continue;
      if (this.#cut.has('up')) client.pause();
      else client.resume();
      if (this.#cut.has('down')) server.pause();
      else server.resume();
    }
  }
}

async function sleepUntil(dueMs: number): Promise<void> {
  const waitMs = dueMs - performance.now();
  if (waitMs > 1) await sleep(waitMs);
}

/** Reads host:port. */
export function addressOf(text: string): Address {
  const [host = '', port = ''] = text.split(':');
  return { host, port: Number(port) };
}
