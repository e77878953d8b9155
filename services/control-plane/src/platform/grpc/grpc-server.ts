import type { ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { Authority } from '../authority/authority.js';
import { ListeningPorts } from '../lifecycle/listening-ports.js';
import { GrpcListener } from './grpc-listener.js';

/** The server for enrolled agents. Features add their services while their modules start; then it listens. */
@Injectable()
export class GrpcServer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly listener = new GrpcListener();
  private readonly leaving = new AbortController();

  constructor(
    private readonly config: Config,
    private readonly authority: Authority,
    private readonly ports: ListeningPorts,
  ) {}

  /** Aborted when this process is about to end: streams close, and agents open them again elsewhere. */
  get draining(): AbortSignal {
    return this.leaving.signal;
  }

  add(definition: ServiceDefinition, implementation: UntypedServiceImplementation): void {
    this.listener.add(definition, implementation);
  }

  async onApplicationBootstrap(): Promise<void> {
    const address = `${this.config.grpcHost}:${this.config.grpcPort}`;
    this.ports.grpcPort = await this.listener.listen(address, this.authority, 'verified');
  }

  async onModuleDestroy(): Promise<void> {
    this.leaving.abort();
    await this.listener.close();
  }
}
