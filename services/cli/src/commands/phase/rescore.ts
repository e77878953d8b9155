import { defineCommand } from '../../command.js';
import { usageError } from '../../output/usage-error.js';
import { leaderboardText } from '../leaderboard/show.js';
import { parseNumber } from '../parse-options.js';
import { requirePhase } from '../require-phase.js';
import { phasePath } from './phase-path.js';

interface RescoreOptions {
  readonly competition?: string;
  readonly constant?: number;
  readonly base?: number;
  readonly psnrFactor?: number;
  readonly ssimFactor?: number;
  readonly runtimeExponent?: number;
  readonly preview?: boolean;
}

export const phaseRescore = defineCommand<[phase: string], RescoreOptions>({
  path: 'phase rescore',
  summary: 'compute the scores of a phase anew by another formula, from stored results only',
  caller: 'organizer',
  configure: (command) =>
    command
      .argument('<phase>', "the phase's name")
      .option('--competition <slug>', 'its competition (default: the one of .npufarm/farm.json)')
      .option('--constant <C>', 'C of base^(p·PSNR + s·SSIM) / (C·runtime^r)', parseNumber)
      .option('--base <number>', 'base of the formula', parseNumber)
      .option('--psnr-factor <p>', 'weight of PSNR', parseNumber)
      .option('--ssim-factor <s>', 'weight of SSIM', parseNumber)
      .option('--runtime-exponent <r>', 'weight of the runtime', parseNumber)
      .option('--preview', 'show the table that would follow, and change nothing'),
  run: async ({ arguments: [slug], options, farm, farmContext }) => {
    const { constant, base, psnrFactor, ssimFactor, runtimeExponent } = options;
    const formula = { base, psnrFactor, ssimFactor, runtimeExponent };
    if ([constant, ...Object.values(formula)].every((value) => value === undefined)) {
      throw usageError(
        'say what changes',
        'use --constant, --base, --psnr-factor, --ssim-factor or --runtime-exponent',
      );
    }
    const { rescoreAnswerSchema } = await import('@npufarm/contracts');
    const place = requirePhase({ ...options, phase: slug }, await farmContext());
    const json = { scoreConstant: constant, scoreFormula: formula, preview: options.preview === true };
    const answer = await (await farm()).post(`${phasePath(place)}/rescore`, rescoreAnswerSchema, { json });
    const { preview, rescored, previousConfigHash, leaderboard } = answer;
    const verb = preview ? 'would be' : 'were';
    return {
      document: answer,
      text: (style) =>
        `${leaderboardText(leaderboard, style)}\n\n${rescored} scores ${verb} computed anew; the configuration was ${previousConfigHash.slice(0, 12)}`,
    };
  },
});
