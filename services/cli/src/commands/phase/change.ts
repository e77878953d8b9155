import { type CommandDefinition, defineCommand } from '../../command.js';
import { requirePhase } from '../require-phase.js';
import { phasePath } from './phase-path.js';

interface PhaseOptions {
  readonly competition?: string;
}

function changeCommand(verb: string, summary: string): CommandDefinition {
  return defineCommand<[phase: string], PhaseOptions>({
    path: `phase ${verb}`,
    summary,
    caller: 'organizer',
    configure: (command) =>
      command
        .argument('<phase>', "the phase's name")
        .option('--competition <slug>', 'its competition (default: the one of .npufarm/farm.json)'),
    run: async ({ arguments: [slug], options, farm, farmContext }) => {
      const { phaseViewSchema } = await import('@npufarm/contracts');
      const place = requirePhase({ ...options, phase: slug }, await farmContext());
      const phase = await (await farm()).post(`${phasePath(place)}/${verb}`, phaseViewSchema);
      return {
        document: { competition: place.competition, ...phase },
        text: () =>
          `${place.competition}/${phase.slug} is ${phase.state}; configuration ${phase.configHash}${
            phase.frozen === null
              ? ''
              : `, compiler ${phase.frozen.compiler}, timing model ${phase.frozen.timingModel}`
          }`,
      };
    },
  });
}

/** What an organizer can do to a phase as a whole. */
export const phaseChanges: readonly CommandDefinition[] = [
  changeCommand('open', 'open a phase and freeze its rules, pictures and emulator versions'),
  changeCommand('close', 'close a phase; it takes no more submissions'),
  changeCommand('publish', 'show the hidden results of a phase to everybody'),
  changeCommand('refreeze', 'take over the emulator versions of now; earlier results need a re-run'),
];
