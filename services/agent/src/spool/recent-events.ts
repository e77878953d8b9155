import type { Event } from '@npufarm/agent-protocol';

const MOST_EVENTS = 4096;
const MOST_CHARACTERS = 2 ** 20;

/** The newest events of a log in memory, so that sending them need not read and decode what was just written. */
export class RecentEvents {
  #events: Event[] = [];
  #firstSeq = 1;
  #characters = 0;

  /** Takes the events that follow the last ones; after a jump in the numbers, only those. */
  add(firstSeq: number, events: readonly Event[]): void {
    if (firstSeq !== this.#firstSeq + this.#events.length) this.#startAt(firstSeq);
    for (const event of events) this.#events.push(event);
    this.#characters += charactersOf(events);
    if (this.#events.length > MOST_EVENTS || this.#characters > MOST_CHARACTERS)
      this.#startAt(firstSeq + events.length);
  }

  /** Events from a sequence number on, at most `count`; undefined when the first is not here. */
  read(fromSeq: number, count: number): Event[] | undefined {
    const first = fromSeq - this.#firstSeq;
    if (first < 0 || first >= this.#events.length) return undefined;
    return this.#events.slice(first, first + Math.max(0, count));
  }

  dropUpTo(seq: number): void {
    const gone = Math.min(seq - this.#firstSeq + 1, this.#events.length);
    if (gone <= 0) return;
    this.#characters -= charactersOf(this.#events.splice(0, gone));
    this.#firstSeq += gone;
  }

  #startAt(seq: number): void {
    this.#events = [];
    this.#firstSeq = seq;
    this.#characters = 0;
  }
}

function charactersOf(events: readonly Event[]): number {
  return events.reduce((sum, { text, dataJson }) => sum + text.length + dataJson.length, 0);
}
