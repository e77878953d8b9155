import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import type { FarmEventMap, FarmEventName } from './farm-event-map.js';
import { Waker } from './waker.js';

/**
 * Hints that something changed, in this process or, through the broker, in another copy of the control plane. They
 * only make things faster and may get lost, so every listener also looks at the tables now and then.
 */
@Injectable()
export class FarmEvents {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private readonly own = new EventEmitter();

  constructor(private readonly clock: Clock) {}

  /** Call after the commit, never inside a transaction. */
  publish<Name extends FarmEventName>(name: Name, event: FarmEventMap[Name]): void {
    this.own.emit(name, event);
    this.hear(name, event);
  }

  /** Passes on what another copy has published. */
  hear<Name extends FarmEventName>(name: Name, event: FarmEventMap[Name]): void {
    this.emitter.emit(name, event);
  }

  /** Calls `listener` on what this process publishes, but not on what it hears of others. */
  onOwn<Name extends FarmEventName>(name: Name, listener: (event: FarmEventMap[Name]) => void): void {
    this.own.on(name, listener);
  }

  /** Calls `listener` on every event of that name; returns how to stop. */
  on<Name extends FarmEventName>(name: Name, listener: (event: FarmEventMap[Name]) => void): () => void {
    this.emitter.on(name, listener);
    return () => {
      this.emitter.off(name, listener);
    };
  }

  /** A latch that any of these events sets, when `isWanted` agrees. Close it when done. */
  waker<Name extends FarmEventName>(
    names: readonly Name[],
    isWanted: (event: FarmEventMap[Name]) => boolean = () => true,
  ): Waker {
    const waker = new Waker(this.clock);
    const stops = names.map((name) =>
      this.on(name, (event) => {
        if (isWanted(event)) waker.wake();
      }),
    );
    waker.onClose(() => {
      for (const stop of stops) stop();
    });
    return waker;
  }
}
