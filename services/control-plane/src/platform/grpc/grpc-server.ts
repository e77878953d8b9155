import {
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { ListeningPorts } from '../lifecycle/listening-ports.js';

const messageLimitBytes = 16 * 1024 * 1024;
const keepaliveMs = 5_000;
const closingMs = 1_000;

/** The server for agents. Features add their services while their modules start; then it listens. */
@Injectable()
export class GrpcServer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly server = new Server({
    'grpc.max_receive_message_length': messageLimitBytes,
    'grpc.keepalive_time_ms': keepaliveMs,
    'grpc.keepalive_timeout_ms': keepaliveMs,
  });

  constructor(
    private readonly config: Config,
    private readonly ports: ListeningPorts,
  ) {}

  add(definition: ServiceDefinition, implementation: UntypedServiceImplementation): void {
    this.server.addService(definition, implementation);
  }

  async onApplicationBootstrap(): Promise<void> {
    const address = `${this.config.grpcHost}:${this.config.grpcPort}`;
    this.ports.grpcPort = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
        if (error === null) resolve(port);
        else
          reject(
            new Error(`The gRPC server cannot listen on ${address}: ${error.message}`, { cause: error }),
          );
      });
    });
  }

  /** Lets short calls end; streams are cut, and agents open them again elsewhere. */
  async onModuleDestroy(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.server.forceShutdown();
        resolve();
      }, closingMs);
      this.server.tryShutdown(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
