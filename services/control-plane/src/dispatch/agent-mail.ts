import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { AgentId, AttemptNumber } from '@npufarm/contracts';
import type { NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import { Config } from '../config/config.js';
import { Readiness } from '../platform/health/readiness.js';
import { FarmLogger } from '../platform/logging/farm-logger.js';
import { FarmStream } from './farm-stream.js';

/** Something to tell an agent; it asks back through its session, so only ids travel. */
export interface AgentMessage {
  readonly kind: 'dispatch' | 'cancel';
  readonly agentId: AgentId;
  readonly attempt: AttemptNumber;
  /** For a cancel: a sentence for the log. */
  readonly reason?: string;
}

const reconnectEveryMs = 250;

/**
 * Sends ids to agents over JetStream.
 *
 * Never fails: what could not be sent is sent again by the reconciler, and agents also learn it when they renew.
 */
@Injectable()
export class AgentMail implements OnModuleInit, OnApplicationShutdown {
  private connection: NatsConnection | undefined;
  private stream: FarmStream | undefined;
  private healing: Promise<void> | undefined;
  private isClosed = false;

  constructor(
    private readonly config: Config,
    private readonly logger: FarmLogger,
    readiness: Readiness,
  ) {
    readiness.add('nats', async () => {
      if (this.connection === undefined) throw new Error('not connected yet');
      return `round trip ${await this.connection.rtt()} ms`;
    });
  }

  onModuleInit(): void {
    void this.open();
  }

  /** Sends what can be sent now. */
  async send(messages: readonly AgentMessage[]): Promise<void> {
    const { stream } = this;
    if (stream === undefined || messages.length === 0) return;
    const { failed } = await this.publishAll(stream, messages);
    if (failed.length === 0) return;
    await this.heal(stream, 'declare');
    await this.publishAll(stream, failed);
  }

  /**
   * Sends again what agents have not acted upon, and looks whether the stream gives back what it takes: one whose
   * store was removed under the running server confirms every message and delivers none.
   */
  async sendAgain(messages: readonly AgentMessage[]): Promise<void> {
    const { stream } = this;
    if (stream === undefined || messages.length === 0) return;
    const { failed, lastSequence } = await this.publishAll(stream, messages);
    if (failed.length === 0 && (lastSequence === undefined || (await stream.holds(lastSequence)))) return;
    await this.heal(stream, 'declare anew');
    await this.publishAll(stream, messages);
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    await this.connection?.close();
  }

  private async open(): Promise<void> {
    try {
      const connection = await connect({
        servers: this.config.natsUrl,
        name: 'npufarm control-plane',
        waitOnFirstConnect: true,
        maxReconnectAttempts: -1,
        reconnectTimeWait: reconnectEveryMs,
      });
      if (this.isClosed) {
        await connection.close();
        return;
      }
      this.connection = connection;
      this.stream = new FarmStream(connection);
      await this.heal(this.stream, 'declare');
    } catch (cause) {
      this.logger.pino.error({ err: cause }, 'message broker unusable');
    }
  }

  private async publishAll(
    stream: FarmStream,
    messages: readonly AgentMessage[],
  ): Promise<{ failed: AgentMessage[]; lastSequence: number | undefined }> {
    const outcomes = await Promise.allSettled(
      messages.map(({ kind, agentId, ...content }) => stream.publish(`farm.${kind}.${agentId}`, content)),
    );
    const sequences = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    return {
      failed: messages.filter((_message, index) => outcomes[index]?.status === 'rejected'),
      lastSequence: sequences.length === 0 ? undefined : Math.max(...sequences),
    };
  }

  /** One cure at a time, however many messages fail at once. */
  private heal(stream: FarmStream, how: 'declare' | 'declare anew'): Promise<void> {
    this.healing ??= this.healOnce(stream, how).finally(() => {
      this.healing = undefined;
    });
    return this.healing;
  }

  private async healOnce(stream: FarmStream, how: 'declare' | 'declare anew'): Promise<void> {
    try {
      if (how === 'declare') await stream.declare();
      else await stream.declareAnew();
      this.logger.pino.info({ how }, 'stream declared');
    } catch (cause) {
      this.logger.pino.warn({ err: cause }, 'stream could not be declared, tried again');
    }
  }
}
