import { once } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SseMessage } from './sse-message.js';

const heartbeatMs = 15_000;

/**
 * Answers a request with server-sent events, pulled from `messages` only as fast as the viewer reads.
 * The signal aborts when the viewer leaves; the stream ends when `messages` does.
 */
export async function sendEventStream(
  request: FastifyRequest,
  reply: FastifyReply,
  messages: (signal: AbortSignal) => AsyncIterable<SseMessage>,
): Promise<void> {
  const left = new AbortController();
  const { raw } = reply;
  reply.hijack();
  request.raw.once('close', () => left.abort());
  raw.once('close', () => left.abort());
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'keep-alive',
  });
  raw.write(': ready\n\n');
  const heartbeat = setInterval(() => raw.write(': alive\n\n'), heartbeatMs);
  try {
    for await (const message of messages(left.signal)) {
      if (left.signal.aborted) break;
      if (!raw.write(render(message))) await Promise.race([once(raw, 'drain'), once(raw, 'close')]);
    }
    raw.end();
  } catch (cause) {
    // The headers are out: all that is left is to cut the stream, and the viewer resumes by Last-Event-ID.
    if (!left.signal.aborted) request.log.warn({ url: request.url, err: cause }, 'live stream cut');
    raw.destroy();
  } finally {
    clearInterval(heartbeat);
    left.abort();
  }
}

function render({ id, event, data }: SseMessage): string {
  const head = id === undefined ? '' : `id: ${id}\n`;
  return `${head}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
