import { findProcess, isAlive } from './process-identity.js';
import { readProcessRecords, removeProcessRecord } from './process-record.js';
import { sendSignal } from './send-signal.js';
import { stopProcess } from './stop-process.js';

/**
 * Stops what an earlier run on this data directory left running, last started first.
 *
 * Children outlive a service that died: they are killed by its group, whose number the system does not give away
 * while one of them lives.
 *
 * @returns the names of the processes that were still alive
 */
export async function stopLeftOvers(dataDirectory: string): Promise<readonly string[]> {
  const records = readProcessRecords(dataDirectory).toSorted(
    (one, other) => Number(other.startTime) - Number(one.startTime),
  );
  const alive: string[] = [];
  for (const record of records) {
    if (isAlive(record)) {
      alive.push(record.name);
      await stopProcess(record, record.stopSignal);
    } else if (findProcess(record.pid) === undefined) {
      sendSignal(-record.pid, 'SIGKILL');
    }
    removeProcessRecord(dataDirectory, record.name);
  }
  return alive;
}
