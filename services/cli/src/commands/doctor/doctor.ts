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

function answerOf(findings: readonly Finding[]): Answer {
  const failure = findings.find((finding) => finding.state === 'failed');
  const answer = {
    document: {
      ok: failure === undefined,
      checks: findings.map(({ hint, ...rest }) => ({ ...rest, hint: hint ?? null })),
    },
    text: (style: Style) => findings.map((finding) => findingLine(finding, style)).join('\n'),
  };
  if (failure === undefined) return answer;
  return {
    ...answer,
    exitCode: failure.check === 'token' ? exitCodes.usage : exitCodes.infrastructure,
    error: { code: `doctor.${failure.check}`, message: failure.detail, hint: failure.hint },
  };
}

export const doctor = defineCommand<[]>({
  path: 'doctor',
  summary: 'check this installation and the farm: reachable, ready, token, versions, clock, boards',
  caller: 'team',
  run: async ({ farm }) => {
    const { checkInstallation } = await import('./check-installation.js');
    const findings = [...checkInstallation(Date.now())];
    try {
      const client = await farm();
      const { checkFarm } = await import('./check-farm.js');
      findings.push(...(await checkFarm(client)));
    } catch (error) {
      if (!(error instanceof CommandError) || error.exitCode !== exitCodes.infrastructure) throw error;
      findings.push({ check: 'farm', state: 'failed', detail: error.message, hint: error.hint });
    }
    return answerOf(findings);
  },
});
