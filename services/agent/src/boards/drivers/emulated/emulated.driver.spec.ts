import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeBoardDriver } from '@npufarm/testing';
import { sampleModel } from '@npufarm/zoo';
import { bundle } from '../../../../../../scripts/build/bundle.mjs';
import type { BoardWork } from '../../board-work.js';
import { emulatedConfigSchema } from './emulated.config.js';
import { EmulatedDriver } from './emulated.driver.js';

const config = emulatedConfigSchema.parse({ name: 'vs680-emulated-1', driver: 'emulated' });

describeBoardDriver<BoardWork>('the emulated VS680', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'npufarm-driver-'));
  const emulator = join(directory, 'emulator.mjs');
  await bundle('services/emulator/src/main.ts', emulator);
  const open = (): EmulatedDriver => new EmulatedDriver(config, emulator, join(directory, 'state'));
  const model = sampleModel('int8').path;
  const compilation = { modelPath: model, policy: 'mai2021', layout: 'nchw' } as const;
  const picture = (
    width: number,
    height: number,
  ): { name: string; path: string; width: number; height: number } => {
    const path = join(directory, `${width}x${height}.rgb`);
    writeFileSync(path, Buffer.alloc(width * height * 3, 100));
    return { name: `${width}x${height}`, path, width, height };
  };
  const large = picture(640, 360);
  const running = (): number[] => processesOf(emulator);
  return {
    driver: open(),
    reopen: open,
    directory,
    timing: { kind: 'timing', compilation, warmup: 0, runs: 0 },
    fidelity: { kind: 'fidelity', compilation, feeding: 'raw', pictures: [picture(24, 16), picture(16, 24)] },
    refused: {
      kind: 'timing',
      compilation: { ...compilation, modelPath: sampleModel('fp32-dynamic').path },
      warmup: 0,
      runs: 0,
    },
    long: {
      kind: 'fidelity',
      compilation,
      feeding: 'raw',
      pictures: Array.from({ length: 300 }, () => large),
    },
    hang: async () => running().forEach((pid) => process.kill(pid, 'SIGSTOP')),
    kill: async () => running().forEach((pid) => process.kill(pid, 'SIGKILL')),
    isRunning: async () => running().length > 0,
    close: async () => {
      await open().recover();
      rmSync(directory, { recursive: true });
    },
  };
});

/** Processes that have the program's path in their command line, zombies left out. */
function processesOf(program: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0').includes(program);
      } catch {
        return false;
      }
    })
    .map(Number);
}
