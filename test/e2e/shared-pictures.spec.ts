import { existsSync, readFileSync } from 'node:fs';
import { compileModel, createRuntime, decodeProgram, resolvePolicy } from '@npufarm/npu';
import { readPicture } from '@npufarm/pictures';
import { type RgbPicture, bicubic, psnr, resample } from '@npufarm/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeToPixel, pixelToCode } from '../../services/emulator/src/serve/feeding.js';

const pictures = '../shared/images';
const model = '../shared/models/ncnet_x3_360x640_uint8.tflite';

/** File, and dB of bicubic, NCNet fed raw, and NCNet fed by scale, as ../shared/images/IMAGES.md prints them. */
const published: readonly [string, number, number, number][] = [
  ['seeding_by_Clements_Engelhardt', 35.47, 34.61, 35.67],
  ['aitzgorri_by_Aitzol_Berasategi', 31.46, 31.09, 32.05],
  ['picosdeeuropa_by_Aitzol_Berasategi', 26.59, 27.04, 27.29],
  ['sunset_by_Aitzol_Berasategi', 33.99, 33.39, 35.17],
  ['life_by_Aitzol_Berasategi', 23.97, 25.09, 25.25],
  ['Picture_0B_by_freespace', 30.28, 30.71, 31.43],
];

/** The picture scaled by Lanczos so that it just covers Full HD, and cut at the centre. */
function fullHd(picture: RgbPicture): RgbPicture {
  const factor = Math.max(1920 / picture.width, 1080 / picture.height);
  const width = Math.round(picture.width * factor);
  const height = Math.round(picture.height * factor);
  const scaled = resample(picture, width, height, 'lanczos');
  const left = Math.floor((width - 1920) / 2);
  const top = Math.floor((height - 1080) / 2);
  const data = new Uint8Array(1920 * 1080 * 3);
  for (let row = 0; row < 1080; row += 1) {
    const start = ((top + row) * width + left) * 3;
    data.set(scaled.data.subarray(start, start + 1920 * 3), row * 1920 * 3);
  }
  return { width: 1920, height: 1080, data };
}

describe.skipIf(!existsSync(pictures) || !existsSync(model))(
  'fidelity on the shared photographs (../shared/images, ../shared/models)',
  { timeout: 120_000 },
  () => {
    const compilation = existsSync(model)
      ? compileModel(readFileSync(model), { policy: resolvePolicy('mai2021') })
      : undefined;
    const program = compilation?.ok === true ? decodeProgram(compilation.binary) : undefined;
    let runtime: Awaited<ReturnType<typeof createRuntime>> | undefined;
    beforeAll(async () => {
      if (program !== undefined) runtime = await createRuntime(program, { kernels: 'fast', threads: 1 });
    });
    afterAll(() => runtime?.close());

    it.each(published)('agrees with IMAGES.md for %s', async (name, ofBicubic, ofRaw, ofScaled) => {
      const hr = fullHd(await readPicture(`${pictures}/${name}.jpg`));
      const lr = bicubic(hr, 640, 360);
      const decibels = (sr: RgbPicture): number =>
        psnr(hr, sr, { crop: 0, channels: 'rgb' }).psnr ?? Infinity;
      const enlarged = async (feeding: 'raw' | 'scaled'): Promise<RgbPicture> => {
        const input = program?.tensors[program.inputs[0] ?? -1];
        const output = program?.tensors[program.outputs[0] ?? -1];
        if (input === undefined || output === undefined || runtime === undefined)
          throw new Error('no program');
        const codes = pixelToCode(input, feeding);
        const [bytes] = await runtime.run([lr.data.map((pixel) => codes[pixel] ?? 0)]);
        const pixels = codeToPixel(output, feeding);
        return { ...hr, data: (bytes ?? new Uint8Array()).map((byte) => pixels[byte] ?? 0) };
      };

      expect(Math.abs(decibels(bicubic(lr, 1920, 1080)) - ofBicubic)).toBeLessThan(0.15);
      expect(Math.abs(decibels(await enlarged('raw')) - ofRaw)).toBeLessThan(0.1);
      expect(Math.abs(decibels(await enlarged('scaled')) - ofScaled)).toBeLessThan(0.1);
    });
  },
);
