import { status } from '@grpc/grpc-js';
import type { AttemptNumber } from '@npufarm/contracts';
import { GrpcError } from '../platform/grpc/grpc-error.js';

/**
 * Lines came before the ones that precede them: those were under way in a write that failed. Their agent has them
 * still and goes on where the tables end.
 */
export class HoleError extends GrpcError {
  constructor(attempt: AttemptNumber, nextSeq: bigint, seq: bigint) {
    super(
      status.ABORTED,
      `Lines ${nextSeq} to ${seq - 1n} of attempt ${attempt} are missing; send them first.`,
    );
  }
}
