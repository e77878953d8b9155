import type { status } from '@grpc/grpc-js';

/** A refusal with a gRPC status code. */
export class GrpcError extends Error {
  constructor(
    readonly code: status,
    message: string,
  ) {
    super(message);
    this.name = 'GrpcError';
  }
}
