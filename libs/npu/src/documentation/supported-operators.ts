import { genericRules } from '../delegate/generic-rules/index.js';
import { modelRules } from '../delegate/model-rules/index.js';
import { portRules } from '../delegate/port-rules.js';
import type { Rule } from '../ops/anatomy/define-rule.js';
import type { OperatorDefinition } from '../ops/anatomy/define-operator.js';
import { operators } from '../ops/index.js';

const effects: Readonly<Record<Rule['effect'], string>> = {
  refuse: 'refused',
  'off-npu': 'not on the NPU',
  warn: 'warning',
};

/** `docs/supported-ops.md`: the rules themselves, as a page. */
export function describeSupportedOperators(): string {
  const lines = [
    '# Supported operators',
    '',
    'Made from the rules of the delegate by `npm run gen`; each rule is the sentence that `npufarm check` prints.',
    'What a broken rule means: **refused** runs nowhere; **not on the NPU** runs on the CPU where the policy allows it; **warning** runs, at a cost or risk.',
    '',
    '## Every model',
    '',
    ...ruleTable(modelRules.map((rule) => ({ ...rule, effect: 'refuse' }))),
    '',
    '## Inputs and outputs',
    '',
    'Each rule exists for the input (`io.input-…`) and for the output (`io.output-…`); `npufarm check` names the values.',
    '',
    ...ruleTable(Object.values(portRules).map((rule) => ({ ...rule, id: `io.*-${rule.id}` }))),
    '',
    '## Every operator',
    '',
    ...ruleTable(genericRules),
    '',
    `## The ${operators.length} operators`,
    '',
    '| operator | types | rules of its own | arithmetic |',
    '| --- | --- | --- | --- |',
    ...operators.map(
      ({ builtin, types, rules, source }) =>
        `| [${builtin}](#${anchor(builtin)}) | ${types.join(', ')} | ${rules.length} | ${source} |`,
    ),
    ...operators.filter(({ rules }) => rules.length > 0).flatMap(describeOperator),
  ];
  return `${lines.join('\n')}\n`;
}

function describeOperator({ builtin, rules }: OperatorDefinition): readonly string[] {
  return ['', `### ${builtin}`, '', ...ruleTable(rules)];
}

function ruleTable(rules: readonly Pick<Rule, 'id' | 'rule' | 'effect' | 'hint'>[]): readonly string[] {
  return [
    '| rule | broken means | id | what to do |',
    '| --- | --- | --- | --- |',
    ...rules.map(
      ({ id, rule, effect, hint }) =>
        `| ${rule} | ${effects[effect]} | \`${id}\` | ${hint.replaceAll('|', '\\|')} |`,
    ),
  ];
}

function anchor(heading: string): string {
  return heading.toLowerCase();
}
