import {
  type handleBidiStreamingCall,
  type handleClientStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type Metadata,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerWritableStream,
  status,
} from '@grpc/grpc-js';
import { Injectable } from '@nestjs/common';
import { type AgentId, agentIdSchema } from '@npufarm/contracts';
import { bearerToken } from '../auth/bearer-token.js';
import { TokenVerifier } from '../auth/token-verifier.js';
import { FarmLogger } from '../logging/farm-logger.js';
import { GrpcError } from './grpc-error.js';
import { statusOf } from './status-of.js';

/** Turns handlers that know their agent into gRPC ones: the agent is whoever holds the token of the call. */
@Injectable()
export class AgentCalls {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly logger: FarmLogger,
  ) {}

  unary<Request, Response>(
    handle: (agentId: AgentId, request: Request) => Promise<Response>,
  ): handleUnaryCall<Request, Response> {
    return (call, answer) => {
      this.caller(call.metadata)
        .then((agentId) => handle(agentId, call.request))
        .then(
          (response) => answer(null, response),
          (cause: unknown) => answer(this.explain(call.getPath(), cause)),
        );
    };
  }

  serverStream<Request, Response>(
    handle: (agentId: AgentId, call: ServerWritableStream<Request, Response>) => Promise<void>,
  ): handleServerStreamingCall<Request, Response> {
    return (call) => {
      this.caller(call.metadata)
        .then((agentId) => handle(agentId, call))
        .then(
          () => call.end(),
          (cause: unknown) => call.emit('error', this.explain(call.getPath(), cause)),
        );
    };
  }

  clientStream<Request, Response>(
    handle: (agentId: AgentId, call: ServerReadableStream<Request, Response>) => Promise<Response>,
  ): handleClientStreamingCall<Request, Response> {
    return (call, answer) => {
      this.caller(call.metadata)
        .then((agentId) => handle(agentId, call))
        .then(
          (response) => answer(null, response),
          (cause: unknown) => answer(this.explain(call.getPath(), cause)),
        );
    };
  }

  bidiStream<Request, Response>(
    handle: (agentId: AgentId, call: ServerDuplexStream<Request, Response>) => Promise<void>,
  ): handleBidiStreamingCall<Request, Response> {
    return (call) => {
      this.caller(call.metadata)
        .then((agentId) => handle(agentId, call))
        .then(
          () => call.end(),
          (cause: unknown) => call.emit('error', this.explain(call.getPath(), cause)),
        );
    };
  }

  private async caller(metadata: Metadata): Promise<AgentId> {
    const [header] = metadata.get('authorization');
    const token = typeof header === 'string' ? bearerToken(header) : undefined;
    const principal = token === undefined ? undefined : await this.verifier.verify(token);
    if (principal?.role !== 'agent' || principal.agentId === undefined) {
      throw new GrpcError(
        status.UNAUTHENTICATED,
        'The call needs the token of an agent in its metadata: "authorization: Bearer nf_…".',
      );
    }
    return agentIdSchema.parse(principal.agentId);
  }

  private explain(path: string, cause: unknown): ReturnType<typeof statusOf> {
    const error = statusOf(cause);
    if (error.code === status.INTERNAL)
      this.logger.pino.error({ path, err: cause }, 'agent call failed by a bug');
    else this.logger.pino.warn({ path, code: error.code, detail: error.message }, 'agent call refused');
    return error;
  }
}
