import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RgbPicture } from '@npufarm/scoring';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePng } from './encode-png.js';
import { readPicture } from './read-picture.js';
import { UnreadablePictureError } from './unreadable-picture.error.js';
import { writePng } from './write-png.js';

const picture: RgbPicture = {
  width: 5,
  height: 3,
  data: Uint8Array.from({ length: 45 }, (_, index) => (index * 37) % 256),
};

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'npufarm-pictures-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
});

describe('readPicture', () => {
  it('gives back every byte that writePng wrote', async () => {
    const path = join(directory, 'picture.png');

    await writePng(path, picture);

    expect(await readPicture(path)).toEqual(picture);
  });

  it('reads the same from bytes', async () => {
    expect(await readPicture(await encodePng(picture))).toEqual(picture);
  });

  it('drops alpha without blending', async () => {
    const pixels = Uint8Array.from([200, 100, 50, 0, 10, 20, 30, 255]);
    const png = await sharp(pixels, { raw: { width: 2, height: 1, channels: 4 } })
      .png()
      .toBuffer();

    expect([...(await readPicture(png)).data]).toEqual([200, 100, 50, 10, 20, 30]);
  });

  it('turns grey into three equal colours', async () => {
    const png = await sharp(Uint8Array.from([7, 250]), { raw: { width: 2, height: 1, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toBuffer();

    expect([...(await readPicture(png)).data]).toEqual([7, 7, 7, 250, 250, 250]);
  });

  it('keeps the upper 8 bits of 16-bit samples', async () => {
    const pixels = Uint16Array.from([0x1234, 0xabcd, 0xff00]);
    const png = await sharp(pixels, { raw: { width: 1, height: 1, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer();

    expect([...(await readPicture(png)).data]).toEqual([0x12, 0xab, 0xff]);
  });

  it('does not apply an embedded colour profile', async () => {
    const png = await sharp(picture.data, { raw: { width: 5, height: 3, channels: 3 } })
      .withIccProfile('p3')
      .png()
      .toBuffer();
    const stored = await sharp(png, { ignoreIcc: true }).raw().toBuffer();

    expect((await sharp(png).metadata()).icc).toBeDefined();
    expect([...(await readPicture(png)).data]).toEqual([...stored]);
  });

  it('reads a JPEG', async () => {
    const jpeg = await sharp(picture.data, { raw: { width: 5, height: 3, channels: 3 } })
      .jpeg()
      .toBuffer();

    const { width, height, data } = await readPicture(jpeg);

    expect([width, height, data.length]).toEqual([5, 3, 45]);
  });

  it('names the file that is not a picture', async () => {
    const path = join(directory, 'notes.png');
    await writeFile(path, 'not a picture');

    await expect(readPicture(path)).rejects.toThrow(UnreadablePictureError);
    await expect(readPicture(path)).rejects.toThrow(`${path} cannot be read as a picture`);
  });

  it('refuses a picture that is cut off', async () => {
    const large = {
      width: 64,
      height: 64,
      data: new Uint8Array(64 * 64 * 3).map((_, index) => (index * index) % 251),
    };
    const png = await encodePng(large);

    await expect(readPicture(png.subarray(0, png.length / 2), { name: 'half.png' })).rejects.toThrow(
      'half.png',
    );
  });

  it('refuses a drawing', async () => {
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');

    await expect(readPicture(svg)).rejects.toThrow('its format is svg');
  });

  it('refuses a picture with too many pixels before decoding it', async () => {
    const png = Buffer.from(await encodePng(picture));
    png.writeUInt32BE(100_000, 16);
    png.writeUInt32BE(100_000, 20);

    await expect(readPicture(png, { name: 'bomb.png' })).rejects.toThrow(
      /bomb\.png.*at most 67108864 pixels/,
    );
  });

  it('keeps the file system error of a file that is not there', async () => {
    await expect(readPicture(join(directory, 'missing.png'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
