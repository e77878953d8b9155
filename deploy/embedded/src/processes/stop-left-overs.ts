import { isAlive } from './process-identity.js';
import { readProcessRecords, removeProcessRecord } from './process-record.js';
import { stopProcess } from './stop-process.js';

/**
 * Stops what an earlier run on this data directory left running, last started first.
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
    }
    removeProcessRecord(dataDirectory, record.name);
  }
  return alive;
}
