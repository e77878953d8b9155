import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import type { ConfigValues } from '../config/config.schema.js';
import { Config } from '../config/config.js';
import { AuthGuard } from './auth/auth.guard.js';
import { Authority } from './authority/authority.js';
import { loadAuthoritySecrets } from './authority/load-authority-secrets.js';
import { Broker } from './broker/broker.js';
import { Clock } from './clock/clock.js';
import { DatabaseClock } from './clock/database-clock.js';
import { openDatabase } from './database/open-database.js';
import { EventRelay } from './events/event-relay.js';
import { FarmEvents } from './events/farm-events.js';
import { AgentCalls } from './grpc/agent-calls.js';
import { GrpcServer } from './grpc/grpc-server.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { ListeningPorts } from './lifecycle/listening-ports.js';
import { createLogger } from './logging/create-logger.js';
import { FarmLogger } from './logging/farm-logger.js';
import { NestLogger } from './logging/nest-logger.js';
import { Metrics } from './metrics/metrics.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { invalidRequest } from './problems/invalid-request.js';
import { ProblemFilter } from './problems/problem.filter.js';

/** What every feature stands on. It imports no feature. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    private readonly dataSource: DataSource,
    readiness: Readiness,
  ) {
    readiness.add('database', async () => {
      await dataSource.query('SELECT 1');
      return 'answers';
    });
  }

  static for(config: ConfigValues, entities: readonly EntityTarget<ObjectLiteral>[]): DynamicModule {
    const services = [
      AgentCalls,
      Broker,
      EventRelay,
      FarmEvents,
      GrpcServer,
      Readiness,
      ListeningPorts,
      Metrics,
      NestLogger,
    ];
    return {
      module: PlatformModule,
      controllers: [HealthController, MetricsController],
      providers: [
        ...services,
        { provide: Config, useValue: config },
        { provide: FarmLogger, useValue: { pino: createLogger(config.logLevel) } },
        {
          provide: Clock,
          useFactory: async (dataSource: DataSource) => {
            const clock = new DatabaseClock(dataSource);
            await clock.synchronise();
            return clock;
          },
          inject: [DataSource],
        },
        {
          provide: DataSource,
          useFactory: () =>
            openDatabase({ url: config.databaseUrl, poolSize: config.databasePoolSize, entities }),
        },
        {
          provide: Authority,
          useFactory: async (dataSource: DataSource, clock: Clock) =>
            new Authority(await loadAuthoritySecrets(dataSource, clock.now())),
          inject: [DataSource, Clock],
        },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: AuthGuard },
        {
          provide: APP_PIPE,
          useValue: new StandardSchemaValidationPipe({ exceptionFactory: invalidRequest }),
        },
      ],
      exports: [...services, Authority, Config, FarmLogger, Clock, DataSource],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}
