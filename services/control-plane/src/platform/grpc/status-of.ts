import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { FarmError } from '../problems/farm-error.js';
import { storageError } from '../problems/storage-error.js';
import { GrpcError } from './grpc-error.js';

/** What an agent is told about anything that was thrown. Infrastructure faults may be tried again. */
export function statusOf(thrown: unknown): ServiceError {
  const { code, message } = describe(thrown);
  return Object.assign(new Error(message), { code, details: message, metadata: new Metadata() });
}

function describe(thrown: unknown): { code: status; message: string } {
  if (thrown instanceof GrpcError) return thrown;
  const error = thrown instanceof FarmError ? thrown : storageError(thrown);
  if (error === undefined)
    return { code: status.INTERNAL, message: 'The farm has a bug; its log has the rest.' };
  if (error.fault === 'participant') return { code: codeOf(error.status), message: error.message };
  return { code: status.UNAVAILABLE, message: error.message };
}

function codeOf(httpStatus: number): status {
  if (httpStatus === 404) return status.NOT_FOUND;
  return httpStatus === 413 ? status.RESOURCE_EXHAUSTED : status.INVALID_ARGUMENT;
}
