import type { ServerDuplexStream } from '@grpc/grpc-js';
import {
  type EvidenceServiceServer,
  EvidenceServiceService,
  type StreamRequest,
  type StreamResponse,
} from '@npufarm/agent-protocol';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AgentId } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { AgentCalls } from '../platform/grpc/agent-calls.js';
import { GrpcServer } from '../platform/grpc/grpc-server.js';
import { EventWriter } from './event-writer.js';
import { EvidenceStream } from './evidence-stream.js';
import { ResultCommit } from './result-commit.js';

/** The gRPC service that takes what attempts yield. */
@Injectable()
export class EvidenceServer implements OnModuleInit {
  constructor(
    private readonly server: GrpcServer,
    private readonly calls: AgentCalls,
    private readonly dataSource: DataSource,
    private readonly writer: EventWriter,
    private readonly results: ResultCommit,
  ) {}

  onModuleInit(): void {
    const service: EvidenceServiceServer = {
      stream: this.calls.bidiStream((agentId, call) => this.takeEvents(agentId, call)),
      commitResult: this.calls.unary((agentId, request) => this.results.commit(agentId, request)),
    };
    this.server.add(EvidenceServiceService, service);
  }

  private async takeEvents(
    agentId: AgentId,
    call: ServerDuplexStream<StreamRequest, StreamResponse>,
  ): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const answer = (response: StreamResponse): void => {
        if (call.writable) call.write(response);
      };
      const stream = new EvidenceStream(agentId, this.dataSource, this.writer, answer, reject);
      this.read(call, stream).then(resolve, reject);
    });
  }

  private async read(
    call: ServerDuplexStream<StreamRequest, StreamResponse>,
    stream: EvidenceStream,
  ): Promise<void> {
    try {
      for await (const request of call) await stream.take(request as StreamRequest);
    } catch (cause) {
      // A cancelled call is an agent that went away, which is its right.
      if (!call.cancelled) throw cause;
    }
    await stream.settled();
  }
}
