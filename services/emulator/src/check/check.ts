import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkModel, networkOf, PolicyError, resolvePolicy } from '@npufarm/npu';
import { readModel } from '@npufarm/tflite';
import { EXIT_BUG, EXIT_DONE, EXIT_REFUSED, EXIT_USAGE } from '../exit-codes.js';

/** `check --model FILE --policy NAME|JSON`: prints the delegate's answer as one JSON line; runs nothing. */
export async function check(args: readonly string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { model: { type: 'string' }, policy: { type: 'string', default: 'challenge' } },
    });
    if (values.model === undefined) return complain('--model FILE is missing', EXIT_USAGE);
    const startMs = performance.now();
    const file = readFileSync(values.model);
    const report = checkModel(file, resolvePolicy(values.policy));
    const networkHash = report.accepted ? networkOf(readModel(file)).hash : null;
    const elapsedUs = Math.round((performance.now() - startMs) * 1000);
    process.stdout.write(`${JSON.stringify({ ...report, networkHash, elapsedUs })}\n`);
    return report.accepted ? EXIT_DONE : EXIT_REFUSED;
  } catch (error) {
    const isUsage = error instanceof PolicyError || (error instanceof Error && 'code' in error);
    return complain(String(error), isUsage ? EXIT_USAGE : EXIT_BUG);
  }
}

function complain(text: string, exitCode: number): number {
  process.stderr.write(`${text}\n`);
  return exitCode;
}
