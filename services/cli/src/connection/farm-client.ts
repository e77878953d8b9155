import type { IncomingMessage } from 'node:http';
import { type Problem, problemSchema } from '@npufarm/contracts';
import type { z } from 'zod';
import { CommandError } from '../output/command-error.js';
import { notAFarm, unreachable } from './connection-errors.js';
import type { Connection } from './find-connection.js';
import { exchange, type HttpRequest, readText } from './http-exchange.js';
import { exitCodeOfProblem } from './problem-exit-codes.js';

const answerTimeoutMs = 30_000;

/** One call of the farm's REST interface. */
export interface FarmRequest {
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly bytes?: Uint8Array;
  readonly onUpload?: HttpRequest['onUpload'];
  readonly idleTimeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** A response whose head has come and whose body has not been read. */
export type FarmResponse = IncomingMessage;

/** Calls one farm as one caller; every answer is parsed by its schema, every refusal is a CommandError. */
export class FarmClient {
  readonly connection: Connection;
  readonly signal: AbortSignal;

  constructor(connection: Connection, signal: AbortSignal) {
    this.connection = connection;
    this.signal = signal;
  }

  get<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    request: FarmRequest = {},
  ): Promise<z.infer<Schema>> {
    return this.#parsed('GET', path, schema, request);
  }

  post<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    request: FarmRequest = {},
  ): Promise<z.infer<Schema>> {
    return this.#parsed('POST', path, schema, request);
  }

  put<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    request: FarmRequest = {},
  ): Promise<z.infer<Schema>> {
    return this.#parsed('PUT', path, schema, request);
  }

  delete<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
    return this.#parsed('DELETE', path, schema, {});
  }

  /** The response itself, for streams and for answers that are not JSON; any status. */
  async open(method: HttpRequest['method'], path: string, request: FarmRequest = {}): Promise<FarmResponse> {
    const url = new URL(path, this.connection.url);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    const body = request.json === undefined ? request.bytes : Buffer.from(JSON.stringify(request.json));
    const signal = request.signal ?? this.signal;
    try {
      return await exchange({
        method,
        url,
        headers: { ...this.#headers(request), ...request.headers },
        body,
        signal,
        idleTimeoutMs: request.idleTimeoutMs ?? answerTimeoutMs,
        onUpload: request.onUpload,
      });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw unreachable(this.connection, error);
    }
  }

  /** The failure that a response with a status of 400 and more stands for. */
  async refusal(response: FarmResponse): Promise<CommandError> {
    const status = response.statusCode ?? 0;
    const text = await this.#text(response);
    const problem = parseProblem(text);
    if (problem === undefined)
      return notAFarm(this.connection, `status ${status} without a problem document`);
    return new CommandError({
      code: problem.code,
      message: problem.detail === '' ? problem.title : problem.detail,
      hint: this.#hintFor(status) ?? problem.hint,
      exitCode: exitCodeOfProblem(problem),
      cause: problem,
    });
  }

  #headers(request: FarmRequest): Record<string, string> {
    const { token } = this.connection;
    return {
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(request.bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
    };
  }

  #hintFor(status: number): string | undefined {
    if (status !== 401) return undefined;
    return this.connection.token === undefined
      ? 'pass a token with --token or NPUFARM_TOKEN'
      : 'pass a valid token with --token or NPUFARM_TOKEN; an organizer makes one with npufarm token create';
  }

  async #text(response: FarmResponse): Promise<string> {
    try {
      return await readText(response);
    } catch (error) {
      if (this.signal.aborted) throw this.signal.reason;
      throw unreachable(this.connection, error);
    }
  }

  async #parsed<Schema extends z.ZodType>(
    method: HttpRequest['method'],
    path: string,
    schema: Schema,
    request: FarmRequest,
  ): Promise<z.infer<Schema>> {
    const response = await this.open(method, path, request);
    if ((response.statusCode ?? 500) >= 400) throw await this.refusal(response);
    const text = await this.#text(response);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw notAFarm(this.connection, `${method} ${path} yields no JSON`, error);
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const first = parsed.error.issues[0];
    const place = first === undefined ? '' : `: ${first.path.join('.')}: ${first.message}`;
    throw notAFarm(this.connection, `${method} ${path}${place}`, parsed.error);
  }
}

function parseProblem(text: string): Problem | undefined {
  try {
    return problemSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
