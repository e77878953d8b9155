/** A program for the spool's spec: writes attempts until it is killed and prints each one that is stored. */
import { join } from 'node:path';
import { EventKind } from '@npufarm/agent-protocol';
import { AttemptSpool } from '../src/spool/attempt-spool.js';

const directory = process.argv[2] ?? '.';

for (let attempt = 1n; ; attempt += 1n) {
  const spool = new AttemptSpool(attempt, join(directory, attempt.toString()));
  for (let index = 0n; index < attempt % 20n; index += 1n) {
    spool.append([
      {
        atUs: index,
        stage: 'measuring',
        level: 'info',
        source: 'board',
        kind: EventKind.EVENT_KIND_LOG,
        text: 'x'.repeat(500),
        dataJson: '',
      },
    ]);
  }
  await spool.finish({ $case: 'cancelled', value: { proof: '' } });
  process.stdout.write(`${attempt} ${spool.lastSeq}\n`);
}
