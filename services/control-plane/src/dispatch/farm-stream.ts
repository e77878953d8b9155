import {
  AckPolicy,
  DiscardPolicy,
  jetstream,
  type JetStreamManager,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/nats-core';
import { agentBrokerNames, farmStreamName } from '@npufarm/agent-protocol';

const everyAgent = agentBrokerNames('*');
const messageAgeMs = 60_000;
const publishTimeoutMs = 2_000;
/** A consumer that nobody has asked for this long is deleted by the server. */
const forgottenAfterMs = 24 * 3_600_000;

/**
 * The stream that carries ids of attempts to agents.
 *
 * Nothing in it is needed twice: the tables hold the truth and are published again until agents have acted.
 */
export class FarmStream {
  private manager: JetStreamManager | undefined;

  constructor(private readonly connection: NatsConnection) {}

  /** Declares the stream; harmless when it is there. */
  async declare(): Promise<void> {
    const manager = await this.open();
    await manager.streams.add({
      name: farmStreamName,
      subjects: [everyAgent.dispatch, everyAgent.cancel],
      retention: RetentionPolicy.Limits,
      storage: StorageType.File,
      discard: DiscardPolicy.Old,
      max_age: nanos(messageAgeMs),
      num_replicas: 1,
    });
    await this.declareProbe();
  }

  /** Deletes and declares the stream: the cure for one whose store was removed under the running server. */
  async declareAnew(): Promise<void> {
    const manager = await this.open();
    await manager.streams.delete(farmStreamName).catch(() => false);
    await this.declare();
  }

  /** Declares the durable consumer of an agent; harmless when it is there. */
  async declareConsumer(agentId: string): Promise<void> {
    const manager = await this.open();
    const { consumer, dispatch } = agentBrokerNames(agentId);
    await manager.consumers.add(farmStreamName, {
      durable_name: consumer,
      ack_policy: AckPolicy.Explicit,
      filter_subject: dispatch,
      inactive_threshold: nanos(forgottenAfterMs),
    });
  }

  /** Resolves with the message's number when the server has confirmed it. */
  async publish(subject: string, message: object): Promise<number> {
    const { seq } = await jetstream(this.connection, { timeout: publishTimeoutMs }).publish(
      subject,
      JSON.stringify(message),
    );
    return seq;
  }

  /** True when the server can give back the message of that number, and can still write what it keeps of consumers. */
  async holds(sequence: number): Promise<boolean> {
    const manager = await this.open();
    const found = await manager.streams.getMessage(farmStreamName, { seq: sequence }).catch(() => null);
    if (found === null) return false;
    return this.declareProbe().then(
      () => true,
      () => false,
    );
  }

  /** A consumer that nobody reads: declaring it again fails once its files are gone, as an agent's would. */
  private async declareProbe(): Promise<void> {
    const manager = await this.open();
    await manager.consumers.add(farmStreamName, {
      durable_name: 'probe',
      ack_policy: AckPolicy.Explicit,
      filter_subject: agentBrokerNames('nobody').dispatch,
    });
  }

  private async open(): Promise<JetStreamManager> {
    this.manager ??= await jetstreamManager(this.connection, { checkAPI: false, timeout: publishTimeoutMs });
    return this.manager;
  }
}
