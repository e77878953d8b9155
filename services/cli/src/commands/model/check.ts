import { basename } from 'node:path';
import type { CheckReport, Guidance } from '@npufarm/npu';
import { defineCommand } from '../../command.js';
import { exitCodes } from '../../output/exit-code.js';
import { renderFacts } from '../../output/facts.js';
import { fixed } from '../../output/format-number.js';
import { renderIssues } from '../../output/issues.js';
import type { Style } from '../../output/style.js';
import { type Column, renderTable } from '../../output/table.js';
import { readInput } from '../read-input.js';
import { choosePolicy } from './choose-policy.js';
import { guidanceDocument, renderGuidance } from './guidance.js';
import { refusal } from './refused-model.js';

type Operator = CheckReport['operators'][number];

const columns: readonly Column<Operator>[] = [
  { title: '#', align: 'right', value: (operator) => operator.index },
  { title: 'operator', value: (operator) => operator.builtin },
  {
    title: 'unit',
    value: (operator) => operator.unit,
    paint: (text, { unit }, style) => {
      if (unit === 'npu') return style.green(text);
      return unit === 'cpu' ? style.yellow(text) : style.red(text);
    },
  },
  { title: 'engine', value: (operator) => operator.engine?.toUpperCase() },
  { title: 'because', value: (operator) => operator.reasons[0]?.detail ?? '' },
];

const percent = (share: number | null): string => (share === null ? '–' : `${fixed(share * 100, 1)} %`);

function checkText(
  name: string,
  report: CheckReport,
  guidance: readonly Guidance[],
  elapsedUs: number,
  style: Style,
): string {
  const verdict = report.accepted ? style.green('accepted') : style.red('refused');
  const { coverage, model, operators } = report;
  const onNpu = operators.filter(({ unit }) => unit === 'npu').length;
  const parts = [
    `${style.bold(name)}: ${verdict} under policy ${report.policy} (${fixed(elapsedUs / 1000, 1)} ms)`,
    renderFacts(
      [
        [
          'mapping',
          model.operators === null ? undefined : `${onNpu} of ${model.operators} operators on the NPU`,
        ],
        ['partitions', report.partitions === null ? undefined : String(report.partitions)],
        [
          'coverage',
          coverage === null
            ? undefined
            : `${percent(coverage.nodes)} of operators, ${percent(coverage.macs)} of MACs, ${percent(coverage.time)} of time`,
        ],
      ],
      style,
    ),
  ].filter((part) => part !== '');
  if (operators.length > 0) parts.push(renderTable(columns, operators, style));
  if (report.issues.length > 0) parts.push(renderIssues(report.issues, style.red, style));
  if (report.warnings.length > 0) parts.push(renderIssues(report.warnings, style.yellow, style));
  if (guidance.length > 0) parts.push(renderGuidance(guidance, style));
  return parts.join('\n\n');
}

export const check = defineCommand<[model: string], { readonly policy: string }>({
  path: 'check',
  summary: 'tell whether a model maps to the NPU, operator by operator, and what stands in the way',
  configure: (command) =>
    command
      .argument('<model>', 'the .tflite file')
      .option('--policy <name|file>', 'rules of the competition: a preset or a JSON file', 'challenge'),
  run: async ({ arguments: [path], options }) => {
    const bytes = await readInput(path);
    const policy = await choosePolicy(options.policy);
    const { checkModel, estimateModel, explain } = await import('@npufarm/npu');
    const startedMs = performance.now();
    const report = checkModel(bytes, policy);
    const elapsedUs = Math.round((performance.now() - startedMs) * 1000);
    const program = report.accepted ? estimateModel(bytes, { policy }).program : undefined;
    const guidance = program === undefined ? [] : explain(program, { layout: 'nchw' });
    const {
      accepted,
      policy: policyName,
      model,
      operators,
      issues,
      warnings,
      partitions,
      coverage,
      log,
    } = report;
    return {
      document: {
        accepted,
        policy: policyName,
        elapsedUs,
        model,
        operators,
        issues,
        warnings,
        partitions,
        coverage,
        log,
        guidance: guidanceDocument(guidance),
      },
      text: (style) => checkText(basename(path), report, guidance, elapsedUs, style),
      ...(accepted ? {} : { exitCode: exitCodes.refused, error: refusal(issuesOf(report)) }),
    };
  },
});

function issuesOf(report: CheckReport): Parameters<typeof refusal>[0] {
  return report.issues.map(({ id, rule, detail, hint }) => ({ id, rule, detail, hint }));
}
