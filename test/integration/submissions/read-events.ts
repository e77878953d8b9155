import { createParser } from 'eventsource-parser';
import { authorization } from './rest-client.js';

export interface ReadEvent {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: Record<string, unknown>;
}

export interface ReadEventsOptions {
  readonly token: string;
  readonly lastEventId?: string;
  /** Leaves after the first event of this kind; without it, reads to the end. */
  readonly until?: (event: ReadEvent) => boolean;
}

/** Reads a live stream as a viewer does. */
export async function readEvents(
  url: string,
  { token, lastEventId, until = () => false }: ReadEventsOptions,
): Promise<ReadEvent[]> {
  const events: ReadEvent[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      events.push({ id, event, data: JSON.parse(data) as Record<string, unknown> });
    },
  });
  const response = await fetch(url, {
    headers: {
      ...authorization(token),
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  });
  if (response.body === null) throw new Error(`No stream at ${url}: ${response.status}`);
  const decoder = new TextDecoder();
  for await (const piece of response.body) {
    parser.feed(decoder.decode(piece, { stream: true }));
    const last = events.findIndex(until);
    if (last >= 0) return events.slice(0, last + 1);
  }
  return events;
}
