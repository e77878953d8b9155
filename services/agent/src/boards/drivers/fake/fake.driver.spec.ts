import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeBoardDriver } from '@npufarm/testing';
import { sampleModel } from '@npufarm/zoo';
import { describe, expect, it } from 'vitest';
import type { BoardWork } from '../../board-work.js';
import { enlarge } from './enlarge.js';
import { FakeBoard } from './fake-board.js';
import { fakeConfigSchema } from './fake.config.js';
import { FakeDriver } from './fake.driver.js';

const config = fakeConfigSchema.parse({ name: 'fake-1', driver: 'fake', measureMs: 5 });

describeBoardDriver<BoardWork>('a fake board', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'npufarm-fake-'));
  const board = new FakeBoard();
  const open = (): FakeDriver => new FakeDriver(config, board);
  const compilation = { modelPath: sampleModel('int8').path, policy: 'mai2021', layout: 'nchw' } as const;
  const path = join(directory, 'picture.rgb');
  writeFileSync(path, Buffer.alloc(4 * 2 * 3, 100));
  const picture = { name: 'grey', path, width: 4, height: 2 };
  const noModel = join(directory, 'no-model.tflite');
  writeFileSync(noModel, 'these are not the bytes of a model');
  const timing = { kind: 'timing', compilation, warmup: 0, runs: 2 } as const;
  const pictures = (count: number): BoardWork => ({
    kind: 'fidelity',
    compilation,
    feeding: 'raw',
    pictures: Array.from({ length: count }, () => picture),
  });
  return {
    driver: open(),
    reopen: open,
    directory,
    timing,
    fidelity: pictures(2),
    refused: { ...timing, compilation: { ...compilation, modelPath: noModel } },
    long: pictures(100_000),
    hang: async () => board.hang(),
    kill: async () => board.vanish(),
    isRunning: async () => board.isRunning,
    close: async () => rmSync(directory, { recursive: true }),
  };
});

describe('a fake board', () => {
  it('registers as fake, so that nothing it claims can be ranked', async () => {
    expect(await new FakeDriver(config).fingerprint()).toMatchObject({ fidelity: 'fake', driver: 'fake' });
  });

  it('enlarges pictures by repeating pixels', () => {
    const [red, blue] = [
      [255, 0, 0],
      [0, 0, 255],
    ];

    const large = enlarge(Uint8Array.from([...(red ?? []), ...(blue ?? [])]), 2, 1, 2);

    expect([...large]).toEqual([red, red, blue, blue, red, red, blue, blue].flat());
  });
});
