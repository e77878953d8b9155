import type { Issue, Mapping } from '@npufarm/npu';
import type { Answer, ErrorBlock } from '../../output/answer.js';
import { exitCodes } from '../../output/exit-code.js';
import { renderIssues } from '../../output/issues.js';

/** An issue as JSON documents carry it: every key present. */
export function issueDocument({ id, rule, detail, hint, operator, tensor }: Issue): object {
  return { id, rule, detail, hint, operator: operator ?? null, tensor: tensor ?? null };
}

/** The error block that names a refused model's first issue. */
export function refusal(issues: readonly Issue[]): ErrorBlock {
  const first = issues[0];
  return {
    code: first?.id ?? 'model.refused',
    message: first?.detail ?? 'the model is refused',
    hint: first?.hint,
  };
}

/** The answer of a command that needs a model which maps, about one that does not; its own keys stay, as null. */
export function refusedModel(document: object, issues: Mapping['issues']): Answer {
  return {
    exitCode: exitCodes.refused,
    document: { ...document, issues: issues.map(issueDocument) },
    text: (style) => renderIssues(issues, style.red, style),
    error: refusal(issues),
  };
}
