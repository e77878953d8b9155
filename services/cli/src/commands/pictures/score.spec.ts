import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePng } from '@npufarm/pictures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../testing/run-command.js';

let directory: string;
const at = (name: string): string => join(directory, name);

async function writePicture(path: string, size: number, offset: number): Promise<void> {
  const data = Uint8Array.from({ length: size * size * 3 }, (_, index) => ((index * 37) % 200) + offset);
  await writePng(path, { width: size, height: size, data });
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'npufarm-score-'));
  for (const name of ['hr', 'sr', 'lone', 'wrong', 'none']) mkdirSync(at(name));
  await writePicture(at('hr/a.png'), 48, 0);
  await writePicture(at('hr/b.png'), 48, 0);
  await writePicture(at('sr/a.png'), 48, 0);
  await writePicture(at('sr/b.png'), 48, 5);
  await writePicture(at('lone/a.png'), 48, 0);
  await writePicture(at('wrong/a.png'), 48, 0);
  await writePicture(at('wrong/b.png'), 24, 0);
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('npufarm score', () => {
  it('scores each picture, the mean over those that differ, and the crops side by side', async () => {
    const ran = await runCommand(['score', '--hr', at('hr'), '--sr', at('sr'), '--json']);

    // Every sample is off by 5: PSNR = 20 log10(255 / 5).
    const decibels = 20 * Math.log10(255 / 5);
    expect(ran.exitCode).toBe(0);
    expect(ran.document()).toMatchObject({
      preset: 'mai',
      psnr: expect.closeTo(decibels, 6),
      images: [
        { name: 'a', psnr: null, ssim: 1, identical: true },
        { name: 'b', psnr: expect.closeTo(decibels, 6), identical: false },
      ],
      crops: { 0: { psnr: expect.closeTo(decibels, 6) }, 3: {}, 9: {} },
    });
  });

  it.each([
    ['lone', 'pictures.missing', 2],
    ['none', 'pictures.none', 2],
    ['nowhere', 'cli.file-not-found', 2],
    ['wrong', 'score.picture-refused', 10],
  ])('answers the directory "%s" with %s and %i', async (name, code, exitCode) => {
    const ran = await runCommand(['score', '--hr', at('hr'), '--sr', at(name), '--json']);

    expect(ran.exitCode).toBe(exitCode);
    expect(ran.document()).toMatchObject({ error: { code } });
  });

  it('lists the presets when asked for another', async () => {
    const ran = await runCommand(['score', '--hr', at('hr'), '--sr', at('sr'), '--preset', 'best', '--json']);

    expect(ran.exitCode).toBe(2);
    expect(ran.document()).toMatchObject({ error: { hint: 'use one of mai, ntire-div2k, benchmark-y' } });
  });
});
