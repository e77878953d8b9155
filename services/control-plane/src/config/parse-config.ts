import { type ConfigValues, configVariables } from './config.schema.js';

export interface ConfigProblem {
  readonly variable: string;
  readonly problem: string;
}

export type ConfigOutcome =
  | { readonly ok: true; readonly config: ConfigValues }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Reads the settings out of an environment; names every variable that is missing or wrong, not only the first. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): ConfigOutcome {
  const problems: ConfigProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, { variable, schema }] of Object.entries(configVariables)) {
    const text = environment[variable];
    const parsed = schema.safeParse(text === '' ? undefined : text);
    if (parsed.success) {
      values[key] = parsed.data;
    } else {
      const given = text === undefined || text === '' ? 'is not set' : parsed.error.issues[0]?.message;
      problems.push({ variable, problem: given ?? 'is not valid' });
    }
  }
  return problems.length === 0 ? { ok: true, config: values as ConfigValues } : { ok: false, problems };
}
