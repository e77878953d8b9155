import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Route = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

/** An HTTP server on a free loopback port that answers as each route says. */
export interface LocalServer {
  readonly url: string;
  /** `METHOD /path?query` of every request so far. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** Answers with a JSON document. */
export function sendJson(response: ServerResponse, status: number, document: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(document));
}

/** Answers with a problem document as the farm writes it. */
export function sendProblem(response: ServerResponse, status: number, code: string, detail: string): void {
  const fault = status >= 500 ? 'infrastructure' : 'participant';
  sendJson(response, status, {
    type: 'about:blank',
    title: 'Problem',
    status,
    detail,
    code,
    errorId: 'e1',
    fault,
  });
}

/** Starts a server; routes are `METHOD /path`, the query left out. */
export async function startLocalServer(routes: Readonly<Record<string, Route>>): Promise<LocalServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push(`${request.method} ${path}`);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const route = routes[`${request.method} ${path.split('?')[0]}`];
      if (route === undefined) sendProblem(response, 404, 'route.not-found', `nothing at ${path}`);
      else route(request, response, Buffer.concat(chunks));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
