import { runLauncher } from './run-launcher.js';

process.exit(await runLauncher(process.argv.slice(2)));
