import { readEnvironment } from './config/environment.js';
import { createTerminal } from './output/terminal.js';
import { runProgram } from './run-program.js';

const environment = readEnvironment();
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await runProgram(process.argv.slice(2), environment, createTerminal(environment));
