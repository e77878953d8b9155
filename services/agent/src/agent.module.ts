import { type DynamicModule, Module } from '@nestjs/common';
import { Agent } from './agent.js';
import type { AgentConfig } from './config/agent-config.js';
import { createAgent } from './create-agent.js';
import { createLogger } from './logging/create-logger.js';

/** The agent as a Nest application context. */
@Module({})
export class AgentModule {
  static for(config: AgentConfig): DynamicModule {
    const logger = createLogger(config.logLevel, config.agentName);
    const agent = { provide: Agent, useFactory: () => createAgent(config, logger) };
    return { module: AgentModule, providers: [agent], exports: [Agent] };
  }
}
