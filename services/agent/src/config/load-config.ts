import type { AgentConfig } from './agent-config.js';
import { parseConfig } from './parse-config.js';

const EXIT_CONFIGURATION = 78;

/** The settings of this process; a wrong environment ends it with exit code 78 and a table of every problem. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): AgentConfig {
  const outcome = parseConfig(environment);
  if (outcome.ok) return outcome.config;
  const width = Math.max(...outcome.problems.map(({ variable }) => variable.length));
  const table = outcome.problems.map(({ variable, problem }) => `  ${variable.padEnd(width)}  ${problem}`);
  process.stderr.write(`The agent cannot start, its environment is wrong:\n${table.join('\n')}\n`);
  process.exit(EXIT_CONFIGURATION);
}
