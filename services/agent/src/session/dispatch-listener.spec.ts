import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AckPolicy, jetstream, type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { agentBrokerNames } from '@npufarm/agent-protocol';
import type { NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import { startNats } from '../../../../deploy/embedded/src/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../logging/create-logger.js';
import { DispatchListener } from './dispatch-listener.js';

const AMPLE_MS = 120_000;
const AGENT = '0193-a';

describe('DispatchListener, with a real server', () => {
  const directory = mkdtempSync(join(tmpdir(), 'npufarm-nats-'));
  const stop = new AbortController();
  const heard: string[] = [];
  let server: Awaited<ReturnType<typeof startNats>>;
  let connection: NatsConnection;
  let manager: JetStreamManager;
  let listening: Promise<void>;
  const declareStream = async (): Promise<void> => {
    await manager.streams.add({ name: 'FARM', subjects: ['farm.dispatch.*', 'farm.cancel.*'] });
    const { consumer, dispatch } = agentBrokerNames(AGENT);
    const settings = { ack_policy: AckPolicy.Explicit, filter_subject: dispatch };
    await manager.consumers.add('FARM', { durable_name: consumer, ...settings });
  };
  const say = async (subject: string, message: object, expected: string): Promise<void> => {
    for (;;) {
      await jetstream(connection).publish(subject, JSON.stringify(message));
      await sleep(50);
      if (heard.includes(expected)) return;
    }
  };

  beforeAll(async () => {
    server = await startNats({ dataDirectory: directory, log: () => undefined });
    connection = await connect({ servers: server.url });
    manager = await jetstreamManager(connection);
    const receiver = {
      offer: (attempt: bigint) => heard.push(`offer ${attempt}`),
      cancel: (attempt: bigint, reason: string) => heard.push(`cancel ${attempt} ${reason}`),
    };
    const { url } = server;
    const broker = { options: () => ({ servers: url }), replaced: new AbortController().signal };
    const listener = new DispatchListener(broker, receiver, createLogger('silent', 'lab'));
    listening = listener.run(AGENT, stop.signal);
  }, AMPLE_MS);
  afterAll(async () => {
    stop.abort();
    await listening;
    await connection.close();
    await server.stop();
    rmSync(directory, { recursive: true });
  }, AMPLE_MS);

  it(
    'waits for the stream and consumer that the control plane declares, and hears offers and cancels of its agent only',
    async () => {
      await declareStream();
      await jetstream(connection).publish('farm.dispatch.other', JSON.stringify({ attempt: '99' }));

      await say(`farm.dispatch.${AGENT}`, { attempt: '41' }, 'offer 41');
      await say(`farm.cancel.${AGENT}`, { attempt: '41', reason: 'not wanted' }, 'cancel 41 not wanted');

      expect(heard).not.toContain('offer 99');
    },
    AMPLE_MS,
  );

  it(
    'hears again after the stream was deleted and declared anew',
    async () => {
      await manager.streams.delete('FARM');
      await declareStream();

      await say(`farm.dispatch.${AGENT}`, { attempt: '42' }, 'offer 42');

      expect(heard).toContain('offer 42');
    },
    AMPLE_MS,
  );
});
