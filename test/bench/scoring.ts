import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { getPreset, median, psnr, scorePair, ssim, type RgbPicture } from '@npufarm/scoring';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    runs: { type: 'string', default: '9' },
  },
});

const [width, height] = [1920, 1080];
const preset = getPreset('mai');

/** A Full HD picture with structure, and a copy of it that is off by a few levels everywhere. */
function pair(): [hr: RgbPicture, sr: RgbPicture] {
  const [hr, sr] = [new Uint8Array(width * height * 3), new Uint8Array(width * height * 3)];
  for (let index = 0; index < hr.length; index += 1) {
    const level = Math.round(127 + 100 * Math.sin(index / 97) * Math.cos(index / 5_783));
    hr[index] = level;
    sr[index] = level + ((index * 2_654_435_761) % 7) - 3;
  }
  return [
    { width, height, data: hr },
    { width, height, data: sr },
  ];
}

function medianMs(what: () => unknown): number {
  const times = Array.from({ length: Number(values.runs) }, () => {
    const began = performance.now();
    what();
    return performance.now() - began;
  });
  return Math.round(median(times) * 10) / 10;
}

const [hr, sr] = pair();
const options = { crop: preset.crop(3), channels: preset.channels };
scorePair(hr, sr, preset, 3);
const answer = {
  picture: [width, height],
  preset: preset.name,
  psnr_ms: medianMs(() => psnr(hr, sr, options)),
  ssim_ms: medianMs(() => ssim(hr, sr, options)),
  pair_ms: medianMs(() => scorePair(hr, sr, preset, 3)),
  machine: { cores: availableParallelism(), node: process.version },
};

if (values.json) process.stdout.write(`${JSON.stringify(answer)}\n`);
else
  process.stdout.write(
    `PSNR and SSIM of a ${width}x${height} pair (${preset.name}): ${answer.pair_ms} ms ` +
      `(PSNR ${answer.psnr_ms} ms, SSIM ${answer.ssim_ms} ms), one thread, median of ${values.runs}\n`,
  );
