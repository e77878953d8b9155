import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleModel } from '@npufarm/zoo';
import { afterAll, describe, expect, it } from 'vitest';
import { BoardProcess } from './board-process.js';
import { mutations, seededIntegers } from './mutate.js';

const emulator = 'dist/emulator/main.js';
const filesPerMutation = 500;
const limitMs = 5000;
const largestBytes = 2 ** 30;

const shared = [
  'etds_ecbsr_m4c16_x3_uint8.tflite',
  'etds_fsrcnn_x3_uint8.tflite',
  'etds_bilinear_x3_uint8.tflite',
  'mlperf_tiny_toycar_dynamicrange.tflite',
  'tflm_person_detect_vela_customop.tflite',
  'ncnet_x3_dynamic_uint8.tflite',
].map((name) => `../shared/models/${name}`);

const models = [sampleModel('int8-dynamic').path, ...shared.filter((path) => existsSync(path))].map(
  // A copy as plain bytes: slices of a Buffer share its memory.
  (path) => new Uint8Array(readFileSync(path)),
);
const directory = mkdtempSync(join(tmpdir(), 'npufarm-hostile-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe(`the board's program, on ${models.length} models (more with ../shared/models)`, () => {
  it.each(Object.entries(mutations))(
    `answers ${filesPerMutation} files with %s without a crash, a hang or a gigabyte`,
    async (name, mutate) => {
      const random = seededIntegers(name.length);
      const board = new BoardProcess(emulator);
      const faults: string[] = [];
      try {
        for (let index = 0; index < filesPerMutation; index++) {
          const model = models[index % models.length] ?? new Uint8Array();
          const path = join(directory, `${index}.tflite`);
          writeFileSync(path, mutate(model, random));
          const load = await board.ask(
            { do: 'load', modelPath: path, policy: 'permissive', layout: 'nhwc' },
            limitMs,
          );
          const time =
            load.kind === 'done' ? await board.ask({ do: 'time', warmup: 0, runs: 0 }, limitMs) : load;
          for (const outcome of [load, time]) {
            const isAnswer =
              outcome.kind === 'done' || (outcome.kind === 'refused' && outcome.who === 'participant');
            if (!isAnswer) faults.push(`${name} ${index}: ${JSON.stringify(outcome)}`);
          }
          if (load.kind === 'died' || load.kind === 'hung') break;
        }
        expect(faults).toEqual([]);
        expect(board.peakResidentBytes()).toBeLessThan(largestBytes);
      } finally {
        await board.stop();
      }
    },
    10 * 60_000,
  );
});
