import { type ServiceError, status } from '@grpc/grpc-js';

const passing: readonly status[] = [
  status.UNAVAILABLE,
  status.DEADLINE_EXCEEDED,
  status.CANCELLED,
  status.ABORTED,
  status.INTERNAL,
  status.UNKNOWN,
  status.RESOURCE_EXHAUSTED,
  // A token that is wrong now may be replaced in the farm; nothing that an agent holds is worth less for it.
  status.UNAUTHENTICATED,
];

/** True for an error of a gRPC call. */
export function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' && 'details' in error;
}

/** True when the same call may succeed later; false when the control plane has refused it for good. */
export function mayPass(error: unknown): boolean {
  return !isServiceError(error) || passing.includes(error.code);
}

/** What a failed call says, in one line. */
export function describeFailure(error: unknown): string {
  if (isServiceError(error)) return `${status[error.code]}: ${error.details}`;
  return error instanceof Error ? error.message : String(error);
}
