import type { CallOptions, ClientUnaryCall, Metadata, ServiceError } from '@grpc/grpc-js';

type UnaryMethod<Request, Response> = (
  request: Request,
  metadata: Metadata,
  options: Partial<CallOptions>,
  callback: (error: ServiceError | null, response: Response) => void,
) => ClientUnaryCall;

/** Terms of one call. */
export interface CallTerms {
  readonly metadata: Metadata;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Calls a unary method of a generated client. Rejects with the ServiceError. */
export function unary<Request, Response>(
  method: UnaryMethod<Request, Response>,
  request: Request,
  { metadata, timeoutMs, signal }: CallTerms,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const call = method(request, metadata, { deadline: Date.now() + timeoutMs }, (error, response) => {
      signal?.removeEventListener('abort', cancel);
      if (error === null) resolve(response);
      else reject(error);
    });
    const cancel = (): void => call.cancel();
    if (signal?.aborted === true) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
  });
}
