import { defineCommand } from '../../command.js';
import { usageError } from '../../output/usage-error.js';
import { collect } from '../parse-options.js';
import { requirePhase } from '../require-phase.js';
import { phasePath } from './phase-path.js';

interface RerunOptions {
  readonly competition?: string;
  readonly submission?: readonly string[];
  readonly team?: readonly string[];
  readonly failed?: boolean;
  readonly invalidated?: boolean;
  readonly all?: boolean;
}

export const phaseRerun = defineCommand<[phase: string], RerunOptions>({
  path: 'phase rerun',
  summary: 'run submissions of a phase again, free of quota',
  caller: 'organizer',
  configure: (command) =>
    command
      .argument('<phase>', "the phase's name")
      .option('--competition <slug>', 'its competition (default: the one of .npufarm/farm.json)')
      .option('--submission <id>', 'only this one; repeat it', collect)
      .option('--team <name>', 'only those of this team; repeat it', collect)
      .option('--failed', 'only those that failed')
      .option('--invalidated', 'only those measured on a board in a window that was invalidated')
      .option('--all', 'all of them'),
  run: async ({ arguments: [slug], options, farm, farmContext }) => {
    const { submission, team, failed, invalidated, all } = options;
    const isChosen = submission ?? team ?? failed ?? invalidated;
    if ((isChosen === undefined) === (all !== true)) {
      throw usageError(
        'say which submissions run again',
        'use --submission, --team, --failed, --invalidated, or --all',
      );
    }
    const { rerunAnswerSchema } = await import('@npufarm/contracts');
    const place = requirePhase({ ...options, phase: slug }, await farmContext());
    const json = {
      submissions: submission,
      teams: team,
      states: failed === true ? ['FAILED'] : undefined,
      invalidated: invalidated === true,
    };
    const answer = await (await farm()).post(`${phasePath(place)}/rerun`, rerunAnswerSchema, { json });
    return {
      document: answer,
      text: () => `${answer.submissions.length} submissions run again as ${answer.jobs} jobs`,
    };
  },
});
