import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const stopSignals = ['SIGTERM', 'SIGINT'] as const;

const schema = z.object({
  name: z.string(),
  pid: z.int().positive(),
  startTime: z.string(),
  stopSignal: z.enum(stopSignals),
});

/** What is written down of a started process, so that a later start can find and stop it. */
export type ProcessRecord = Readonly<z.infer<typeof schema>>;

const recordDirectory = (dataDirectory: string): string => join(dataDirectory, 'processes');
const recordPath = (dataDirectory: string, name: string): string =>
  join(recordDirectory(dataDirectory), `${name}.json`);

/** Writes the record of a process, all or nothing. */
export function writeProcessRecord(dataDirectory: string, record: ProcessRecord): void {
  mkdirSync(recordDirectory(dataDirectory), { recursive: true });
  const path = recordPath(dataDirectory, record.name);
  writeFileSync(`${path}.new`, JSON.stringify(record));
  renameSync(`${path}.new`, path);
}

/** Forgets a process that has ended. */
export function removeProcessRecord(dataDirectory: string, name: string): void {
  rmSync(recordPath(dataDirectory, name), { force: true });
}

/** All records of a data directory; an unreadable one is a leftover of a crash while writing and counts as none. */
export function readProcessRecords(dataDirectory: string): readonly ProcessRecord[] {
  return listRecordFiles(dataDirectory).flatMap((file) => {
    const parsed = schema.safeParse(
      parseJson(readFileSync(join(recordDirectory(dataDirectory), file), 'utf8')),
    );
    return parsed.success ? [parsed.data] : [];
  });
}

function listRecordFiles(dataDirectory: string): readonly string[] {
  try {
    return readdirSync(recordDirectory(dataDirectory)).filter((file) => file.endsWith('.json'));
  } catch {
    return [];
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
