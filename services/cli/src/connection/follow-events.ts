import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { CommandError } from '../output/command-error.js';
import { pause } from './pause.js';
import { notAFarm, unreachable } from './connection-errors.js';
import type { FarmClient, FarmResponse } from './farm-client.js';

/** How a follower behaves when its stream breaks. */
export interface FollowOptions {
  readonly signal?: AbortSignal;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Asked when the farm ends the stream in an orderly way: true when nothing more can come. */
  readonly isOver?: () => Promise<boolean>;
  /** Told each time the connection is found broken, before the next try. */
  readonly onBroken?: () => void;
  /** First pause before another try; doubles up to `longestPauseMs`. The server's `retry:` replaces it. */
  readonly firstPauseMs?: number;
  readonly longestPauseMs?: number;
  /** Time without any connection after which the follower gives up with `farm.unreachable`. */
  readonly giveUpAfterMs?: number;
  /** Silence after which a connection counts as broken; the farm sends comments more often than that. */
  readonly idleTimeoutMs?: number;
}

const defaults = { firstPauseMs: 250, longestPauseMs: 2_000, giveUpAfterMs: 60_000, idleTimeoutMs: 45_000 };

/**
 * The messages of one of the farm's live streams, without gap or repetition across broken connections:
 * each new connection carries the last id as `Last-Event-ID`. Ends when the farm ends the stream and `isOver`
 * confirms it; a caller that has seen the last message it needs stops iterating.
 */
export async function* followEvents(
  client: FarmClient,
  path: string,
  options: FollowOptions = {},
): AsyncGenerator<EventSourceMessage> {
  const settings = { ...defaults, ...options };
  const signal = options.signal ?? client.signal;
  let lastEventId: string | undefined;
  let basePauseMs = settings.firstPauseMs;
  let pauseMs = basePauseMs;
  let lastContactMs = performance.now();
  let lastError: unknown;
  for (;;) {
    try {
      const response = await client.open('GET', path, {
        headers: {
          accept: 'text/event-stream',
          ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
        },
        ...(options.query === undefined ? {} : { query: options.query }),
        idleTimeoutMs: settings.idleTimeoutMs,
        signal,
      });
      const status = response.statusCode ?? 0;
      if (status >= 500) throw await client.refusal(response);
      if (status >= 400) throw new StreamRefused(await client.refusal(response));
      if (response.headers['content-type']?.startsWith('text/event-stream') !== true) {
        throw new StreamRefused(notAFarm(client.connection, `GET ${path} is not an event stream`));
      }
      for await (const item of messagesOf(response)) {
        lastContactMs = performance.now();
        lastError = undefined;
        pauseMs = basePauseMs;
        if (item === 'alive') continue;
        if (typeof item === 'number') {
          basePauseMs = item;
          pauseMs = item;
          continue;
        }
        if (item.id !== undefined) lastEventId = item.id;
        yield item;
      }
      if ((await options.isOver?.()) === true) return;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof StreamRefused) throw error.reason;
      lastError = error;
    }
    if (performance.now() - lastContactMs > settings.giveUpAfterMs) {
      if (lastError instanceof CommandError) throw lastError;
      throw unreachable(client.connection, lastError ?? new Error('the stream ends without a message'));
    }
    if (lastError !== undefined) options.onBroken?.();
    await pause(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, settings.longestPauseMs);
  }
}

/** Wraps a refusal that another try would not change. */
class StreamRefused extends Error {
  readonly reason: Error;

  constructor(reason: Error) {
    super(reason.message);
    this.reason = reason;
  }
}

/** A message, a pause in milliseconds that the server asks for, or a sign of life. */
type StreamItem = EventSourceMessage | number | 'alive';

/** What one connection yields, once complete. */
async function* messagesOf(response: FarmResponse): AsyncGenerator<StreamItem> {
  const waiting: StreamItem[] = [];
  const parser = createParser({
    onEvent: (message) => waiting.push(message),
    onRetry: (milliseconds) => waiting.push(milliseconds),
    onComment: () => waiting.push('alive'),
  });
  response.setEncoding('utf8');
  for await (const chunk of response) {
    parser.feed(chunk as string);
    yield* waiting.splice(0);
  }
}
