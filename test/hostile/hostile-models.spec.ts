import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkModel, resolvePolicy } from '@npufarm/npu';
import { writeModel } from '@npufarm/tflite';
import { describe, expect, it } from 'vitest';
import { BoardProcess } from './board-process.js';
import { hostileModels, longChain } from './hostile-models.js';

describe('a well-formed file that must not run', () => {
  it.each(hostileModels)('with $what is refused because of $cause', ({ spec, cause }) => {
    const report = checkModel(writeModel(spec), resolvePolicy('permissive'));

    expect(report.issues[0]?.id).toBe(cause);
    expect(report.accepted).toBe(false);
    expect(JSON.stringify(report)).not.toContain('undefined');
  });

  it('with 20,000 operators is answered by the board, not hung on', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'npufarm-chain-'));
    const board = new BoardProcess('dist/emulator/main.js');
    try {
      const modelPath = join(directory, 'chain.tflite');
      writeFileSync(modelPath, writeModel(longChain(20_000)));

      const outcome = await board.ask(
        { do: 'load', modelPath, policy: 'permissive', layout: 'nhwc' },
        30_000,
      );

      expect(outcome.kind).toBe('done');
      expect(board.peakResidentBytes()).toBeLessThan(2 ** 30);
    } finally {
      await board.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  }, 60_000);
});
