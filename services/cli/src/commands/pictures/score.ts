import type { MetricPreset, PairScore, RgbPicture, ShownCrop } from '@npufarm/scoring';
import { defineCommand } from '../../command.js';
import { CommandError } from '../../output/command-error.js';
import { exitCodes } from '../../output/exit-code.js';
import { fixed } from '../../output/format-number.js';
import type { Style } from '../../output/style.js';
import { type Column, renderTable } from '../../output/table.js';
import { usageError } from '../../output/usage-error.js';
import { parseCount } from '../parse-options.js';
import { type PicturePair, pairPictures } from './pair-pictures.js';

interface ScoreOptions {
  readonly hr: string;
  readonly sr: string;
  readonly preset: string;
  readonly scale: number;
}

interface ImageScore extends PairScore {
  readonly name: string;
}

interface Scores {
  readonly image: ImageScore;
  readonly crops: Readonly<Record<ShownCrop, PairScore>> | undefined;
}

const columns: readonly Column<ImageScore>[] = [
  { title: 'picture', value: (image) => image.name },
  { title: 'PSNR', align: 'right', value: (image) => (image.identical ? 'identical' : fixed(image.psnr, 4)) },
  { title: 'SSIM', align: 'right', value: (image) => fixed(image.ssim, 6) },
];

/** Scores one pair; pictures that do not fit each other are refused by name. */
async function scoreFiles(pair: PicturePair, preset: MetricPreset, scale: number): Promise<Scores> {
  const { readPicture } = await import('@npufarm/pictures');
  const { scoreAtCrops, scorePair, shownCrops } = await import('@npufarm/scoring');
  let hr: RgbPicture;
  let sr: RgbPicture;
  try {
    [hr, sr] = await Promise.all([readPicture(pair.hrPath), readPicture(pair.srPath)]);
    const image = { name: pair.name, ...scorePair(hr, sr, preset, scale) };
    const smallest = 2 * Math.max(...shownCrops) + 11;
    const fits = Math.min(hr.width, hr.height) >= smallest;
    return { image, crops: fits ? scoreAtCrops(hr, sr, preset.channels) : undefined };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CommandError({
      code: 'score.picture-refused',
      message: `${pair.name}: ${message}`,
      hint: 'each super-resolved picture must be a picture file of exactly the size of its original',
      exitCode: exitCodes.refused,
      cause: error,
    });
  }
}

export const score = defineCommand<[], ScoreOptions>({
  path: 'score',
  summary: 'score super-resolved pictures against their originals (PSNR, SSIM)',
  configure: (command) =>
    command
      .requiredOption('--hr <directory>', 'the originals')
      .requiredOption('--sr <directory>', 'the super-resolved pictures, named like the originals')
      .option('--preset <name>', 'mai, ntire-div2k or benchmark-y', 'mai')
      .option('--scale <factor>', 'enlargement, from which presets derive their border', parseCount(1), 3),
  run: async ({ options, terminal }) => {
    const { meanScore, metricPresets, shownCrops } = await import('@npufarm/scoring');
    const preset = metricPresets.find(({ name }) => name === options.preset);
    if (preset === undefined) {
      throw usageError(
        `there is no preset ${options.preset}`,
        `use one of ${metricPresets.map(({ name }) => name).join(', ')}`,
      );
    }
    const pairs = await pairPictures(options.hr, options.sr);
    const progress = terminal.progress();
    const scores: Scores[] = [];
    try {
      for (const pair of pairs) {
        progress.show({ stage: 'scoring', done: scores.length, total: pairs.length, detail: pair.name });
        scores.push(await scoreFiles(pair, preset, options.scale));
      }
    } finally {
      progress.end();
    }
    const images = scores.map(({ image }) => image);
    const mean = meanScore(images);
    const cropped = scores.flatMap(({ crops }) => (crops === undefined ? [] : [crops]));
    const crops = Object.fromEntries(
      shownCrops.map((crop) => [
        crop,
        cropped.length === scores.length ? meanScore(cropped.map((row) => row[crop])) : null,
      ]),
    );
    return {
      document: {
        preset: preset.name,
        psnr: mean.psnr,
        ssim: mean.ssim,
        images,
        crops,
        scale: options.scale,
      },
      text: (style: Style) =>
        [
          renderTable(columns, images, style),
          '',
          `mean  PSNR ${fixed(mean.psnr, 4) ?? 'identical'}${mean.psnr === null ? '' : ' dB'}  SSIM ${fixed(mean.ssim, 6)}`,
          style.dim(`${preset.name}: ${preset.description}`),
        ].join('\n'),
    };
  },
});
