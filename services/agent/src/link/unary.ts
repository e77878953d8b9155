import { type CallOptions, type ClientUnaryCall, Metadata, type ServiceError } from '@grpc/grpc-js';

type UnaryMethod<Request, Response> = (
  request: Request,
  metadata: Metadata,
  options: Partial<CallOptions>,
  callback: (error: ServiceError | null, response: Response) => void,
) => ClientUnaryCall;

/** Terms of one call. */
export interface CallTerms {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Calls a unary method of a generated client. Rejects with the ServiceError. */
export function unary<Request, Response>(
  method: UnaryMethod<Request, Response>,
  request: Request,
  { timeoutMs, signal }: CallTerms,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const call = method(request, new Metadata(), { deadline: Date.now() + timeoutMs }, (error, response) => {
      signal?.removeEventListener('abort', cancel);
      if (error === null) resolve(response);
      else reject(error);
    });
    const cancel = (): void => call.cancel();
    if (signal?.aborted === true) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
  });
}
