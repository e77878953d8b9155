import 'reflect-metadata';
import { loadConfig } from './config/load-config.js';
import { createApp } from './create-app.js';
import { announceListening } from './platform/lifecycle/announce-listening.js';
import { exitWithParent } from './platform/lifecycle/exit-with-parent.js';
import { failStart } from './platform/lifecycle/fail-start.js';

const config = loadConfig(process.env);
const app = await createApp(config).catch(failStart);
app.enableShutdownHooks();
exitWithParent(app, config.exitWithParent);
await app.listen(config.httpPort, config.httpHost).catch(failStart);
announceListening(app);
