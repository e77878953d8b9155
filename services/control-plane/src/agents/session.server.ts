import { type SessionServiceServer, SessionServiceService } from '@npufarm/agent-protocol';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AgentCalls } from '../platform/grpc/agent-calls.js';
import { GrpcServer } from '../platform/grpc/grpc-server.js';
import { Accept } from './accept.js';
import { Hello } from './hello.js';
import { Quiescence } from './quiescence.js';
import { Renew } from './renew.js';

/** The gRPC service that is an agent's lifeline. */
@Injectable()
export class SessionServer implements OnModuleInit {
  constructor(
    private readonly server: GrpcServer,
    private readonly calls: AgentCalls,
    private readonly hello: Hello,
    private readonly acceptance: Accept,
    private readonly renewal: Renew,
    private readonly quiescence: Quiescence,
  ) {}

  onModuleInit(): void {
    const service: SessionServiceServer = {
      hello: this.calls.unary((agentId, request) => this.hello.greet(agentId, request)),
      accept: this.calls.unary((agentId, request) => this.acceptance.accept(agentId, request)),
      renew: this.calls.unary((agentId, request) => this.renewal.renew(agentId, request)),
      reportQuiescence: this.calls.unary((agentId, request) => this.quiescence.report(agentId, request)),
    };
    this.server.add(SessionServiceService, service);
  }
}
