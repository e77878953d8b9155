#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/cli/main.js', import.meta.url);

if (existsSync(program)) {
  await import(program.href);
} else {
  const error = {
    code: 'cli.not-built',
    message: 'The npufarm command is not built yet.',
    hint: 'Run "npm run build" in the checkout, then call npufarm again.',
  };
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error })}\n`);
  else process.stderr.write(`npufarm: ${error.message} ${error.hint}\n`);
  process.exitCode = 20;
}
