import { once } from 'node:events';
import { type ServerReadableStream, type ServerWritableStream, status } from '@grpc/grpc-js';
import {
  type BlobServiceServer,
  BlobServiceService,
  type ReadRequest,
  type ReadResponse,
  type WriteRequest,
  type WriteResponse,
} from '@npufarm/agent-protocol';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AgentId } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { BlobReception, BlobStore } from '../blobs/index.js';
import { AgentCalls } from '../platform/grpc/agent-calls.js';
import { GrpcError } from '../platform/grpc/grpc-error.js';
import { GrpcServer } from '../platform/grpc/grpc-server.js';
import { BlobAccess } from './blob-access.js';

/** The gRPC service that moves bytes between agents and the farm by their digest. */
@Injectable()
export class BlobServer implements OnModuleInit {
  constructor(
    private readonly server: GrpcServer,
    private readonly calls: AgentCalls,
    private readonly access: BlobAccess,
    private readonly blobs: BlobStore,
    private readonly reception: BlobReception,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    const service: BlobServiceServer = {
      read: this.calls.serverStream((agentId, call) => this.read(agentId, call)),
      write: this.calls.clientStream((agentId, call) => this.write(agentId, call)),
    };
    this.server.add(BlobServiceService, service);
  }

  private async read(agentId: AgentId, call: ServerWritableStream<ReadRequest, ReadResponse>): Promise<void> {
    const { sha256, offset, attempt } = call.request;
    await this.access.requireRead(agentId, attempt, sha256);
    const blob = await this.blobs.find(sha256);
    if (blob === undefined) throw new GrpcError(status.NOT_FOUND, `There is no blob ${sha256}.`);
    const totalBytes = BigInt(blob.bytes);
    if (offset > totalBytes) {
      throw new GrpcError(
        status.OUT_OF_RANGE,
        `Blob ${sha256} has ${totalBytes} bytes; the offset is ${offset}.`,
      );
    }
    let isFirst = true;
    for await (const data of this.blobs.read(sha256, Number(offset))) {
      const goesOn = call.write({ data, totalBytes: isFirst ? totalBytes : 0n });
      isFirst = false;
      if (call.cancelled) return;
      if (!goesOn) await Promise.race([once(call, 'drain'), once(call, 'cancelled')]);
    }
    if (isFirst) call.write({ data: Buffer.alloc(0), totalBytes });
  }

  private async write(
    agentId: AgentId,
    call: ServerReadableStream<WriteRequest, WriteResponse>,
  ): Promise<WriteResponse> {
    const requests = call[Symbol.asyncIterator]() as AsyncIterator<WriteRequest>;
    const head = await requests.next();
    if (head.done === true) throw new GrpcError(status.INVALID_ARGUMENT, 'The upload has no first message.');
    const { sha256, totalBytes, attempt, data } = head.value;
    await this.access.requireWrite(agentId, attempt);
    const committedBytes = await this.reception.receive(
      'output',
      pieces(data, requests),
      async (received) => {
        if (received.sha256 !== sha256 || BigInt(received.bytes) !== totalBytes) {
          throw new GrpcError(
            status.DATA_LOSS,
            `Announced were ${totalBytes} bytes with digest ${sha256}; ${received.bytes} with ${received.sha256} came.`,
          );
        }
        await this.dataSource.transaction((manager) => this.blobs.store(manager, received));
        return received.bytes;
      },
    );
    return { committedBytes: BigInt(committedBytes) };
  }
}

async function* pieces(first: Uint8Array, rest: AsyncIterator<WriteRequest>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value.data;
}
