import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import type { Problem } from '@npufarm/contracts';
import { FarmError } from './farm-error.js';
import { storageError } from './storage-error.js';

/** What a caller is told about anything that was thrown. Bugs say nothing but their id. */
export function problemOf(thrown: unknown, errorId: string): Problem {
  const error =
    thrown instanceof FarmError ? thrown : (storageError(thrown) ?? requestError(thrown) ?? bug());
  return {
    type: `urn:npufarm:problem:${error.code}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    detail: error.message,
    code: error.code,
    errorId,
    fault: error.fault,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  };
}

const codes: Readonly<Record<number, string>> = {
  400: 'request.invalid',
  404: 'route.not-found',
  408: 'request.timeout',
  413: 'request.too-large',
  415: 'request.media-type',
};

function requestError(thrown: unknown): FarmError | undefined {
  const status = statusOf(thrown);
  if (status === undefined || status < 400 || status >= 500) return undefined;
  return new FarmError({
    code: codes[status] ?? 'request.refused',
    fault: 'participant',
    status,
    detail: thrown instanceof Error ? thrown.message : 'The request was refused.',
    hint: 'GET /api/v1/openapi.json describes every route.',
  });
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (typeof thrown === 'object' && thrown !== null && 'statusCode' in thrown) {
    return typeof thrown.statusCode === 'number' ? thrown.statusCode : undefined;
  }
  return undefined;
}

function bug(): FarmError {
  return new FarmError({
    code: 'internal',
    fault: 'internal',
    status: 500,
    detail: 'The farm has a bug; nothing of this request was stored.',
    hint: 'Tell the operator the errorId: the log has the rest.',
  });
}
