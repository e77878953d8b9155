import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Msg, NatsConnection } from '@nats-io/nats-core';
import { z } from 'zod';
import { Broker } from '../broker/broker.js';
import { Clock } from '../clock/clock.js';
import { FarmLogger } from '../logging/farm-logger.js';
import type { FarmEventMap, FarmEventName } from './farm-event-map.js';
import { FarmEvents } from './farm-events.js';

/** What other copies may want to wake for. Opening a session is the business of the copy that did. */
const relayed = [
  'work-queued',
  'cancel-requested',
  'job-changed',
  'job-ended',
  'attempt-events',
  'submission-received',
  'submission-scored',
  'submission-changed',
] as const satisfies readonly FarmEventName[];

const subject = 'farm.copies';
const gatherMs = 20;
const eventsPerMessage = 1_000;

const messageSchema = z.object({
  from: z.string(),
  events: z.array(z.tuple([z.enum(relayed), z.record(z.string(), z.string())])),
});

/** Tells the other copies of the control plane what happened here, and this one what happened there. */
@Injectable()
export class EventRelay {
  private readonly self = randomUUID();
  private readonly waiting = new Set<string>();
  private connection: NatsConnection | undefined;
  private gathering: Promise<void> | undefined;

  constructor(
    broker: Broker,
    private readonly events: FarmEvents,
    private readonly clock: Clock,
    private readonly logger: FarmLogger,
  ) {
    for (const name of relayed) events.onOwn(name, (event) => this.tell(name, event));
    broker.onConnected((connection) => {
      this.connection = connection;
      connection.subscribe(subject, {
        callback: (error, message) => {
          if (error === null) this.hear(message);
        },
      });
    });
  }

  private tell(name: FarmEventName, event: FarmEventMap[FarmEventName]): void {
    if (this.connection === undefined) return;
    this.waiting.add(JSON.stringify([name, event]));
    this.gathering ??= this.clock.sleep(gatherMs).then(() => this.send());
  }

  /** The same event many times within a moment is told once. */
  private send(): void {
    this.gathering = undefined;
    const events = [...this.waiting];
    this.waiting.clear();
    for (let start = 0; start < events.length; start += eventsPerMessage) {
      const list = events.slice(start, start + eventsPerMessage).join(',');
      try {
        this.connection?.publish(subject, `{"from":"${this.self}","events":[${list}]}`);
      } catch (cause) {
        this.logger.pino.debug({ err: cause }, 'other copies not told');
      }
    }
  }

  private hear(message: Msg): void {
    const parsed = messageSchema.safeParse(message.json());
    if (!parsed.success || parsed.data.from === this.self) return;
    for (const [name, event] of parsed.data.events) this.events.hear(name, event as never);
  }
}
