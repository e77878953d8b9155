import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Agent } from './agent.js';
import { AgentModule } from './agent.module.js';
import { loadConfig } from './config/load-config.js';
import { failStart } from './lifecycle/fail-start.js';
import { listenForShutdown } from './lifecycle/shutdown.js';

const config = loadConfig(process.env);
const shutdown = listenForShutdown(config.exitWithParent);
const context = await NestFactory.createApplicationContext(AgentModule.for(config), {
  logger: ['error'],
  abortOnError: false,
}).catch(failStart);
await context.get(Agent).run(shutdown).catch(failStart);
await context.close();
process.exit(0);
