import { isAlive, type ProcessIdentity } from './process-identity.js';
import { sendSignal } from './send-signal.js';
import { waitUntil } from './wait-until.js';

const graceMs = 15_000;
const killMs = 5_000;

/**
 * Asks a process to stop, waits, and ends its whole process group if it stays; afterwards kills what is left of the group.
 *
 * The process must lead its group.
 */
export async function stopProcess(identity: ProcessIdentity, stopSignal: NodeJS.Signals): Promise<void> {
  if (isAlive(identity)) sendSignal(identity.pid, stopSignal);
  const hasEnded = await waitUntil(() => !isAlive(identity), { timeoutMs: graceMs });
  sendSignal(-identity.pid, 'SIGKILL');
  if (hasEnded === undefined) await waitUntil(() => !isAlive(identity), { timeoutMs: killMs });
}
