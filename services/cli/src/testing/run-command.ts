import { vi } from 'vitest';
import type { Environment } from '../config/environment.js';
import { createTerminal } from '../output/terminal.js';
import { runProgram } from '../run-program.js';

// Commands import what they need when they run, and the test runner transforms it then: that may take seconds.
vi.setConfig({ testTimeout: 60_000 });

/** What one call left behind. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout as the one JSON document it has to be. */
  readonly document: () => Record<string, unknown>;
}

/** Runs one command line in this process against captured outputs. */
export async function runCommand(
  words: readonly string[],
  environment: Partial<Environment> = {},
): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const settings = {
    url: undefined,
    token: undefined,
    workingDirectory: '/',
    colourAllowed: false,
    ...environment,
  };
  const terminal = createTerminal(
    settings,
    { write: (text) => void (stdout += text) },
    { write: (text) => void (stderr += text) },
  );
  const exitCode = await runProgram(words, settings, terminal);
  return {
    exitCode,
    stdout,
    stderr,
    document: () => {
      const lines = stdout.trimEnd().split('\n');
      if (lines.length !== 1)
        throw new Error(`stdout holds ${lines.length} lines instead of one document: ${stdout}`);
      return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    },
  };
}
