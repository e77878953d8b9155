import {
  type EnrolmentServiceServer,
  EnrolmentServiceService,
  type IdentityServiceServer,
  IdentityServiceService,
} from '@npufarm/agent-protocol';
import {
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { Authority } from '../platform/authority/authority.js';
import { AgentCalls } from '../platform/grpc/agent-calls.js';
import { GrpcListener } from '../platform/grpc/grpc-listener.js';
import { GrpcServer } from '../platform/grpc/grpc-server.js';
import { ListeningPorts } from '../platform/lifecycle/listening-ports.js';
import { Enrolment } from './enrolment.js';

/** The gRPC services that give out identities: the first one on a port for everybody, the next ones to agents. */
@Injectable()
export class EnrolmentServer implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly listener = new GrpcListener();

  constructor(
    private readonly config: Config,
    private readonly authority: Authority,
    private readonly ports: ListeningPorts,
    private readonly server: GrpcServer,
    private readonly calls: AgentCalls,
    private readonly enrolment: Enrolment,
  ) {}

  onModuleInit(): void {
    const identity: IdentityServiceServer = {
      renewIdentity: this.calls.unary((agentId, request) => this.enrolment.renew(agentId, request)),
    };
    this.server.add(IdentityServiceService, identity);
    const enrolment: EnrolmentServiceServer = {
      enrol: this.calls.openUnary((request) => this.enrolment.enrol(request)),
    };
    this.listener.add(EnrolmentServiceService, enrolment);
  }

  async onApplicationBootstrap(): Promise<void> {
    const address = `${this.config.grpcHost}:${this.config.enrolmentPort}`;
    this.ports.enrolmentPort = await this.listener.listen(address, this.authority, 'anyone');
  }

  async onModuleDestroy(): Promise<void> {
    await this.listener.close();
  }
}
