import { findCommand } from './commands.js';

const [name = '', ...args] = process.argv.slice(2);
process.exitCode = await findCommand(name)(args);
