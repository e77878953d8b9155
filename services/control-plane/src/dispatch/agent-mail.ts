import { Injectable } from '@nestjs/common';
import { agentBrokerNames } from '@npufarm/agent-protocol';
import type { AgentId, AttemptNumber } from '@npufarm/contracts';
import { Broker } from '../platform/broker/broker.js';
import { FarmEvents } from '../platform/events/farm-events.js';
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

/**
 * Sends ids to agents over JetStream.
 *
 * Never fails: what could not be sent is sent again by the reconciler, and agents also learn it when they renew.
 */
@Injectable()
export class AgentMail {
  private stream: FarmStream | undefined;
  private healing: Promise<void> | undefined;

  constructor(
    broker: Broker,
    events: FarmEvents,
    private readonly logger: FarmLogger,
  ) {
    events.on('agent-greeted', ({ agentId }) => void this.declareConsumer(agentId));
    broker.onConnected((connection) => {
      this.stream = new FarmStream(connection);
      void this.heal(this.stream, 'declare');
    });
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
    const agentIds = new Set(messages.map(({ agentId }) => agentId));
    await Promise.all([...agentIds].map((agentId) => this.declareConsumer(agentId)));
    const { failed, lastSequence } = await this.publishAll(stream, messages);
    if (failed.length === 0 && (lastSequence === undefined || (await stream.holds(lastSequence)))) return;
    await this.heal(stream, 'declare anew');
    await Promise.all([...agentIds].map((agentId) => this.declareConsumer(agentId)));
    await this.publishAll(stream, messages);
  }

  /** Makes sure that an agent can read its offers; it may not declare its consumer itself. */
  private async declareConsumer(agentId: string): Promise<void> {
    await this.stream?.declareConsumer(agentId).catch((cause: unknown) => {
      this.logger.pino.debug({ agentId, err: cause }, 'consumer of the agent not declared, tried again');
    });
  }

  private async publishAll(
    stream: FarmStream,
    messages: readonly AgentMessage[],
  ): Promise<{ failed: AgentMessage[]; lastSequence: number | undefined }> {
    const outcomes = await Promise.allSettled(
      messages.map(({ kind, agentId, ...content }) =>
        stream.publish(agentBrokerNames(agentId)[kind], content),
      ),
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
