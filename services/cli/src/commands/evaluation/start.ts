import { defineCommand } from '../../command.js';
import { pause } from '../../connection/pause.js';
import { collect, parseCount } from '../parse-options.js';
import { phasePath } from '../phase/phase-path.js';
import { requirePhase } from '../require-phase.js';
import { evaluationText } from './evaluation-text.js';

interface StartOptions {
  readonly competition?: string;
  readonly board: readonly string[];
  readonly repetitions: number;
  readonly wait?: boolean;
}

const lookEveryMs = 1_000;

export const evaluationStart = defineCommand<[phase: string], StartOptions>({
  path: 'evaluation start',
  summary: "measure every team's final submission on the same boards",
  caller: 'organizer',
  configure: (command) =>
    command
      .argument('<phase>', "the phase's name")
      .option('--competition <slug>', 'its competition (default: the one of .npufarm/farm.json)')
      .requiredOption('--board <name>', 'a board that every submission runs on; repeat it', collect)
      .option('--repetitions <count>', 'runs on each board', parseCount(1), 3)
      .option('--wait', 'wait for the end and print the report'),
  run: async ({ arguments: [slug], options, farm, farmContext, terminal, signal }) => {
    const { finalEvaluationViewSchema } = await import('@npufarm/contracts');
    const place = requirePhase({ ...options, phase: slug }, await farmContext());
    const client = await farm();
    const path = `${phasePath(place)}/evaluation`;
    const json = { boards: options.board, repetitions: options.repetitions };
    let view = await client.post(path, finalEvaluationViewSchema, { json });
    const progress = terminal.progress();
    try {
      while (options.wait === true && view.endedAt === null) {
        progress.show({ stage: 'measuring', done: view.done, total: view.total });
        await pause(lookEveryMs, signal);
        view = await client.get(path, finalEvaluationViewSchema);
      }
    } finally {
      progress.end();
    }
    return { document: view, text: (style) => evaluationText(view, style) };
  },
});
