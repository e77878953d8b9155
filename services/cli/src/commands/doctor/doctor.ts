import type { InvariantView } from '@npufarm/contracts';
import type { Answer } from '../../output/answer.js';
import { CommandError } from '../../output/command-error.js';
import { exitCodes } from '../../output/exit-code.js';
import { printable } from '../../output/printable.js';
import type { Style } from '../../output/style.js';
import { defineCommand } from '../../command.js';
import type { Finding } from './finding.js';

const marks = { ok: '✓', warning: '!', failed: '✗' } as const;
const paints = { ok: 'green', warning: 'yellow', failed: 'red' } as const satisfies Record<
  string,
  keyof Style
>;

function findingLine({ check, state, detail, hint }: Finding, style: Style): string {
  const line = `${style[paints[state]](marks[state])} ${check.padEnd(10)} ${printable(detail)}`;
  return hint === undefined ? line : `${line}\n  ${style.dim('hint:')}     ${printable(hint)}`;
}

function answerOf(findings: readonly Finding[], invariants: readonly InvariantView[] | undefined): Answer {
  const failure = findings.find((finding) => finding.state === 'failed');
  const answer = {
    document: {
      ok: failure === undefined,
      checks: findings.map(({ hint, exitCode: _exitCode, ...rest }) => ({ ...rest, hint: hint ?? null })),
      ...(invariants === undefined ? {} : { invariants }),
    },
    text: (style: Style) => findings.map((finding) => findingLine(finding, style)).join('\n'),
  };
  if (failure === undefined) return answer;
  return {
    ...answer,
    exitCode: failure.exitCode ?? exitCodes.infrastructure,
    error: { code: `doctor.${failure.check}`, message: failure.detail, hint: failure.hint },
  };
}

interface Options {
  readonly invariants?: boolean;
}

export const doctor = defineCommand<[], Options>({
  path: 'doctor',
  summary: 'check this installation and the farm: reachable, ready, token, versions, clock, boards',
  caller: 'team',
  configure: (command) =>
    command.option('--invariants', "also check what must always be true of the farm's tables (operator)"),
  run: async ({ farm, options }) => {
    const { checkInstallation } = await import('./check-installation.js');
    const findings = [...checkInstallation(Date.now())];
    let invariants: readonly InvariantView[] | undefined;
    try {
      const client = await farm(options.invariants === true ? 'operator' : 'team');
      const { checkFarm } = await import('./check-farm.js');
      findings.push(...(await checkFarm(client)));
      if (options.invariants === true) {
        const { checkInvariants } = await import('./check-invariants.js');
        const check = await checkInvariants(client);
        findings.push(...check.findings);
        invariants = check.invariants;
      }
    } catch (error) {
      if (!(error instanceof CommandError) || error.exitCode !== exitCodes.infrastructure) throw error;
      findings.push({ check: 'farm', state: 'failed', detail: error.message, hint: error.hint });
    }
    return answerOf(findings, invariants);
  },
});
