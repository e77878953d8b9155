import {
  type handleBidiStreamingCall,
  type handleClientStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerWritableStream,
  status,
} from '@grpc/grpc-js';
import { Injectable } from '@nestjs/common';
import { agentIdOf } from '@npufarm/agent-protocol';
import { type AgentId, agentIdSchema } from '@npufarm/contracts';
import { FarmLogger } from '../logging/farm-logger.js';
import { AgentVerifier } from './agent-verifier.js';
import { GrpcError } from './grpc-error.js';
import { GrpcServer } from './grpc-server.js';
import { statusOf } from './status-of.js';

type AuthContext = ReturnType<ServerWritableStream<unknown, unknown>['getAuthContext']>;

/** Turns handlers that know their agent into gRPC ones: the agent is who the client certificate of the connection names. */
@Injectable()
export class AgentCalls {
  private readonly drained: Promise<void>;

  constructor(
    private readonly verifier: AgentVerifier,
    private readonly logger: FarmLogger,
    server: GrpcServer,
  ) {
    this.drained = new Promise((resolve) => {
      server.draining.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  unary<Request, Response>(
    handle: (agentId: AgentId, request: Request) => Promise<Response>,
  ): handleUnaryCall<Request, Response> {
    return (call, answer) => {
      this.caller(call.getAuthContext())
        .then((agentId) => handle(agentId, call.request))
        .then(
          (response) => answer(null, response),
          (cause: unknown) => answer(this.explain(call.getPath(), cause)),
        );
    };
  }

  /** For callers that are nobody yet. */
  openUnary<Request, Response>(
    handle: (request: Request) => Promise<Response>,
  ): handleUnaryCall<Request, Response> {
    return (call, answer) => {
      handle(call.request).then(
        (response) => answer(null, response),
        (cause: unknown) => answer(this.explain(call.getPath(), cause)),
      );
    };
  }

  serverStream<Request, Response>(
    handle: (agentId: AgentId, call: ServerWritableStream<Request, Response>) => Promise<void>,
  ): handleServerStreamingCall<Request, Response> {
    return (call) => {
      this.caller(call.getAuthContext())
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
      this.caller(call.getAuthContext())
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
      this.caller(call.getAuthContext())
        .then((agentId) => Promise.race([handle(agentId, call), this.drained]))
        .then(
          () => call.end(),
          (cause: unknown) => call.emit('error', this.explain(call.getPath(), cause)),
        );
    };
  }

  /** Asked on every call, so that revoking a certificate ends the agent's session at its next renewal. */
  private async caller({ sslPeerCertificate }: AuthContext): Promise<AgentId> {
    const { data: agentId } = agentIdSchema.safeParse(agentIdOf(sslPeerCertificate?.subjectaltname));
    if (sslPeerCertificate === undefined || agentId === undefined) {
      throw new GrpcError(status.UNAUTHENTICATED, 'The connection shows no certificate of an agent.');
    }
    const serialNumber = sslPeerCertificate.serialNumber.toLowerCase();
    if (!(await this.verifier.isInForce(agentId, serialNumber))) {
      throw new GrpcError(
        status.UNAUTHENTICATED,
        `The certificate ${serialNumber} of agent ${agentId} was revoked; enrol the agent anew.`,
      );
    }
    return agentId;
  }

  private explain(path: string, cause: unknown): ReturnType<typeof statusOf> {
    const error = statusOf(cause);
    if (error.code === status.INTERNAL)
      this.logger.pino.error({ path, err: cause }, 'agent call failed by a bug');
    else this.logger.pino.warn({ path, code: error.code, detail: error.message }, 'agent call refused');
    return error;
  }
}
