import { spawn } from 'node:child_process';
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
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  };
  process.stdout.write(JSON.stringify(footprint));
}
