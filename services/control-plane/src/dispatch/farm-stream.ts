import {
  AckPolicy,
  DiscardPolicy,
  jetstream,
  type JetStreamManager,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { nanos } from '@nats-io/nats-core';

export const farmStreamName = 'FARM';
/** An agent's durable consumer filters `farm.dispatch.<agent>`; a server before 2.10 allows it no second filter. */
export const farmSubjects = ['farm.dispatch.*', 'farm.cancel.*'];
const messageAgeMs = 60_000;
const publishTimeoutMs = 2_000;

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
      subjects: farmSubjects,
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
      filter_subject: 'farm.dispatch.nobody',
    });
  }

  private async open(): Promise<JetStreamManager> {
    this.manager ??= await jetstreamManager(this.connection, { checkAPI: false, timeout: publishTimeoutMs });
    return this.manager;
  }
}
