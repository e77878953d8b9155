import { type ConsumerMessages, jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import { agentBrokerNames, farmStreamName } from '@npufarm/agent-protocol';
import type { Logger } from 'pino';
import { z } from 'zod';
import { Backoff } from '../link/backoff.js';
import type { BrokerAccess } from '../link/broker-access.js';
import { describeFailure } from '../link/call-failure.js';

const API_TIMEOUT_MS = 2000;
const HEARTBEAT_MS = 5000;
const EXPIRES_MS = 15_000;

const attemptSchema = z.object({
  attempt: z.union([z.int(), z.string().regex(/^\d+$/)]).transform(BigInt),
  reason: z.string().default('cancelled'),
});

/** What the control plane says over NATS. */
export interface DispatchReceiver {
  offer(attempt: bigint): void;
  cancel(attempt: bigint, reason: string): void;
}

/**
 * Hears offers and cancels over NATS. Nothing depends on it: the renewal's reply repeats both, so a broker that
 * is away, wiped or declared anew costs a little time and no work.
 */
export class DispatchListener {
  constructor(
    private readonly broker: BrokerAccess,
    private readonly receiver: DispatchReceiver,
    private readonly logger: Logger,
  ) {}

  /** Listens for one agent until the signal is aborted; connects anew when there is a newer identity. */
  async run(agentId: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#listen(agentId, AbortSignal.any([signal, this.broker.replaced]));
    }
  }

  async #listen(agentId: string, signal: AbortSignal): Promise<void> {
    const connection = await this.#connect(agentId, signal);
    if (connection === undefined) return;
    const close = (): void => void connection.close();
    signal.addEventListener('abort', close, { once: true });
    // A server before 2.10 allows one filter per consumer, and the stream's two subjects have no common one.
    connection.subscribe(agentBrokerNames(agentId).cancel, {
      callback: (_error, message) => {
        const { success, data } = attemptSchema.safeParse(readJson(message.string()));
        if (success) this.receiver.cancel(data.attempt, data.reason);
      },
    });
    const backoff = new Backoff();
    while (!signal.aborted && !connection.isClosed()) {
      try {
        await this.#consume(connection, agentId, signal);
        backoff.reset();
      } catch (error) {
        this.logger.debug({ reason: describeFailure(error) }, 'dispatch consumer not available');
      }
      await backoff.pause(signal);
    }
  }

  async #connect(agentId: string, signal: AbortSignal): Promise<NatsConnection | undefined> {
    const backoff = new Backoff();
    while (!signal.aborted) {
      try {
        const connection = await connect({
          ...this.broker.options(),
          name: `npufarm agent ${agentId}`,
          maxReconnectAttempts: -1,
          reconnectTimeWait: 250,
        });
        if (!signal.aborted) return connection;
        await connection.close();
      } catch (error) {
        this.logger.debug({ reason: describeFailure(error) }, 'message broker not reachable');
      }
      await backoff.pause(signal);
    }
    return undefined;
  }

  async #consume(connection: NatsConnection, agentId: string, signal: AbortSignal): Promise<void> {
    const client = jetstream(connection, { timeout: API_TIMEOUT_MS });
    const consumer = await client.consumers.get(farmStreamName, agentBrokerNames(agentId).consumer);
    const messages = await consumer.consume({
      max_messages: 64,
      idle_heartbeat: HEARTBEAT_MS,
      expires: EXPIRES_MS,
    });
    const stop = (): void => messages.stop();
    signal.addEventListener('abort', stop, { once: true });
    void stopWhenGone(messages);
    for await (const message of messages) {
      message.ack();
      const { success, data } = attemptSchema.safeParse(readJson(message.string()));
      if (success) this.receiver.offer(data.attempt);
      else this.logger.warn({ subject: message.subject }, 'dispatch message not understood');
    }
    signal.removeEventListener('abort', stop);
  }
}

/** Ends the consumption when the consumer or its stream has vanished, so that it is declared again. */
async function stopWhenGone(messages: ConsumerMessages): Promise<void> {
  const gone = ['consumer_deleted', 'consumer_not_found', 'stream_not_found', 'heartbeats_missed'];
  for await (const { type } of messages.status()) {
    if (gone.includes(type)) messages.stop();
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
