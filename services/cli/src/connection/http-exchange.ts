import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** One HTTP request as this program sends it. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
  readonly signal: AbortSignal;
  /** Longest silence before the exchange is given up. */
  readonly idleTimeoutMs: number;
  /** Called as the body goes out. */
  readonly onUpload?: ((sentBytes: number, totalBytes: number) => void) | undefined;
}

const uploadChunkBytes = 64 * 1024;

/** Sends a request and resolves with the response once its head is there; rejects with Node's error. */
export function exchange(request: HttpRequest): Promise<IncomingMessage> {
  const send = request.url.protocol === 'https:' ? httpsRequest : httpRequest;
  const { body } = request;
  return new Promise((resolve, reject) => {
    const outgoing = send(
      request.url,
      {
        method: request.method,
        headers: {
          ...request.headers,
          ...(body === undefined ? {} : { 'content-length': String(body.length) }),
        },
        signal: request.signal,
        timeout: request.idleTimeoutMs,
        agent: false,
      },
      resolve,
    );
    outgoing.on('timeout', () => {
      const error: NodeJS.ErrnoException = new Error(`no answer within ${request.idleTimeoutMs / 1000} s`);
      error.code = 'ETIMEDOUT';
      outgoing.destroy(error);
    });
    outgoing.on('error', reject);
    if (body === undefined) outgoing.end();
    else writeChunks(outgoing, body, request.onUpload);
  });
}

function writeChunks(
  outgoing: NodeJS.WritableStream,
  body: Uint8Array,
  onUpload: HttpRequest['onUpload'],
): void {
  let sent = 0;
  const next = (): void => {
    onUpload?.(sent, body.length);
    if (sent >= body.length) {
      outgoing.end();
      return;
    }
    const chunk = body.subarray(sent, sent + uploadChunkBytes);
    sent += chunk.length;
    if (outgoing.write(chunk)) setImmediate(next);
    else outgoing.once('drain', next);
  };
  next();
}

/** The whole body of a response as text. */
export async function readText(response: IncomingMessage): Promise<string> {
  response.setEncoding('utf8');
  let text = '';
  for await (const chunk of response) text += chunk as string;
  return text;
}
