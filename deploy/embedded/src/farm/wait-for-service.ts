import { LaunchError } from '../launch-error.js';
import { logTail } from '../processes/log-tail.js';
import type { Service } from '../processes/service.js';
import { waitUntil } from '../processes/wait-until.js';

const readyMs = 60_000;

/**
 * Waits until a service has something to show; gives up when it ends.
 *
 * @param wanted what is waited for, as in "the control plane did not …"
 * @throws {LaunchError} with the end of the service's log
 */
export async function waitForService<Value>(
  service: Service,
  wanted: string,
  look: () => Value | undefined | Promise<Value | undefined>,
  signal?: AbortSignal,
): Promise<Value> {
  const value = await waitUntil(async () => (service.hasEnded() ? { ended: true } : wrap(await look())), {
    timeoutMs: readyMs,
    signal,
  });
  if (value !== undefined && 'found' in value) return value.found;
  const reason =
    value === undefined ? `in ${readyMs / 1000} s` : `before it ended with ${await service.ended}`;
  throw new LaunchError(
    'launch.service-failed',
    `${service.name} did not ${wanted} ${reason}.\n${logTail(service)}`,
    'The log names the cause; NPUFARM_LOG_LEVEL=debug makes it longer.',
  );
}

function wrap<Value>(value: Value | undefined): { readonly found: Value } | undefined {
  return value === undefined ? undefined : { found: value };
}
