import { defineCommand } from '../../command.js';
import { phasePath } from '../phase/phase-path.js';
import { requirePhase } from '../require-phase.js';
import { evaluationText } from './evaluation-text.js';

export const evaluationShow = defineCommand<[phase: string], { readonly competition?: string }>({
  path: 'evaluation show',
  summary: 'show the report of the newest final evaluation of a phase',
  caller: 'organizer',
  configure: (command) =>
    command
      .argument('<phase>', "the phase's name")
      .option('--competition <slug>', 'its competition (default: the one of .npufarm/farm.json)'),
  run: async ({ arguments: [slug], options, farm, farmContext }) => {
    const { finalEvaluationViewSchema } = await import('@npufarm/contracts');
    const place = requirePhase({ ...options, phase: slug }, await farmContext());
    const view = await (await farm()).get(`${phasePath(place)}/evaluation`, finalEvaluationViewSchema);
    return { document: view, text: (style) => evaluationText(view, style) };
  },
});
