import type { AgentConfig } from './agent-config.js';
import { configVariables } from './config-variables.js';

/** What is wrong with one variable. */
export interface ConfigProblem {
  readonly variable: string;
  readonly problem: string;
}

/** The settings, or everything that is wrong with the environment. */
export type ConfigOutcome =
  | { readonly ok: true; readonly config: AgentConfig }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Reads the settings out of an environment; names every variable that is missing or wrong, not only the first. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): ConfigOutcome {
  const problems: ConfigProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, { variable, schema }] of Object.entries(configVariables)) {
    const text = environment[variable] === '' ? undefined : environment[variable];
    const parsed = schema.safeParse(text);
    if (parsed.success) {
      values[key] = parsed.data;
      continue;
    }
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
    const problem = text === undefined ? 'is not set' : `${place}${issue?.message ?? 'is not valid'}`;
    problems.push({ variable, problem });
  }
  return problems.length === 0 ? { ok: true, config: values as AgentConfig } : { ok: false, problems };
}
