import { status } from '@grpc/grpc-js';
import type { HelloRequest } from '@npufarm/agent-protocol';
import { GrpcError } from '../platform/grpc/grpc-error.js';

/** What the farm knows of the process of an agent that said hello last. */
export interface KnownProcess {
  readonly spool_id: string | null;
  readonly instance_id: string | null;
  readonly epoch: string;
}

/**
 * Refuses a hello that was sent before the one that was taken last, and comes after it.
 *
 * @throws GrpcError FAILED_PRECONDITION, which ends the earlier process if it still runs
 */
export function refuseEarlierProcess(
  known: KnownProcess | undefined,
  { spoolId, epoch }: Pick<HelloRequest, 'spoolId' | 'epoch'>,
): void {
  if (known === undefined || known.spool_id !== spoolId || epoch >= BigInt(known.epoch)) return;
  throw new GrpcError(
    status.FAILED_PRECONDITION,
    `A later process of this agent (epoch ${known.epoch}) has opened a session; the one of epoch ${epoch} must end.`,
  );
}
