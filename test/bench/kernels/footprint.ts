import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRuntime } from '@npufarm/npu';
import { referenceStream } from '../../conformance/models/reference-stream.js';
import { readIntegerNetwork } from './integer-network.js';

export interface Footprint {
  /** From the program in memory to its first result: planning, packing, compiling, running. */
  readonly firstInferenceMs: number;
  readonly peakMemoryBytes: number;
}

/** Option by which the benchmark starts itself to measure one model. */
export const footprintOption = '--footprint';

/** Measures a model in a process of its own, without LiteRT. */
export function measureFootprint(path: string): Promise<Footprint> {
  const entry = process.argv[1];
  if (entry === undefined) throw new Error('the benchmark knows its own file');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, footprintOption, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(output) as Footprint);
      else reject(new Error(`the measuring process ended with code ${code}`));
    });
  });
}

/** What the measuring process does. */
export async function printFootprint(path: string): Promise<void> {
  const network = readIntegerNetwork(path);
  if ('refusal' in network) throw new Error(network.refusal);
  const input = referenceStream(network.inputBytes);
  const startedAt = performance.now();
  const runtime = await createRuntime(network.program, { threads: 2 });
  await runtime.run([input]);
  const firstInferenceMs = performance.now() - startedAt;
  for (let run = 0; run < 3; run++) await runtime.run([input]);
  await runtime.close();
  const footprint: Footprint = {
    firstInferenceMs,
    peakMemoryBytes: peakMemoryBytes(),
  };
  process.stdout.write(JSON.stringify(footprint));
}

/** Most memory that was resident; the kernel's other count begins with what the parent had when it started this process. */
function peakMemoryBytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return 1024 * (kibibytes === undefined ? process.resourceUsage().maxRSS : Number(kibibytes));
}
