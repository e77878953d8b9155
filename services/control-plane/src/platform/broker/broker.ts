import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { jwtAuthenticator, type NatsConnection, nkeys } from '@nats-io/nats-core';
import { connect, type NodeConnectionOptions } from '@nats-io/transport-node';
import { serverNames } from '@npufarm/agent-protocol';
import { Config } from '../../config/config.js';
import { Authority } from '../authority/authority.js';
import { Readiness } from '../health/readiness.js';
import { FarmLogger } from '../logging/farm-logger.js';
import { userJwt } from './user-jwt.js';
import { writeBrokerFiles } from './write-broker-files.js';

const reconnectEveryMs = 250;
/** Longer than any process of the control plane lives; each makes its own identity when it starts. */
const lifeMs = 5 * 365 * 24 * 3_600_000;

/** The control plane's one connection to NATS, which comes back by itself whenever it is lost. */
@Injectable()
export class Broker implements OnModuleInit, OnApplicationShutdown {
  private readonly listeners: ((connection: NatsConnection) => void)[] = [];
  private connection: NatsConnection | undefined;
  private isClosed = false;

  constructor(
    private readonly config: Config,
    private readonly authority: Authority,
    private readonly logger: FarmLogger,
    readiness: Readiness,
  ) {
    readiness.add('nats', async () => {
      if (this.connection === undefined) throw new Error('not connected yet');
      return `round trip ${await this.connection.rtt()} ms`;
    });
  }

  async onModuleInit(): Promise<void> {
    const { brokerDirectory } = this.config;
    if (brokerDirectory !== undefined) await writeBrokerFiles(this.authority, brokerDirectory);
    void this.open();
  }

  /** Calls back once, when the first connection stands. */
  onConnected(listener: (connection: NatsConnection) => void): void {
    this.listeners.push(listener);
    if (this.connection !== undefined) listener(this.connection);
  }

  /** How the control plane connects: as a user without limits, over TLS in both directions. */
  async connectionOptions(): Promise<NodeConnectionOptions> {
    const now = new Date();
    const user = nkeys.createUser();
    const jwt = userJwt(
      {
        publicKey: user.getPublicKey(),
        name: 'control-plane',
        permissions: {},
        issuedAt: now,
        expiresAt: new Date(now.getTime() + lifeMs),
      },
      this.authority.secrets.accountSeed,
    );
    const names = [{ type: 'dns', value: serverNames.controlPlane }] as const;
    const identity = await this.authority.issue(names, 'client', lifeMs);
    const tls = {
      ca: identity.authorityPem,
      cert: identity.certificatePem,
      key: identity.privateKeyPem,
      servername: serverNames.broker,
    };
    return {
      servers: this.config.natsUrl,
      name: 'npufarm control-plane',
      authenticator: jwtAuthenticator(jwt, user.getSeed()),
      tls,
    };
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    await this.connection?.close();
  }

  private async open(): Promise<void> {
    try {
      const connection = await connect({
        ...(await this.connectionOptions()),
        waitOnFirstConnect: true,
        maxReconnectAttempts: -1,
        reconnectTimeWait: reconnectEveryMs,
        // A broker that was installed anew may refuse for a while; it is asked on and on.
        ignoreAuthErrorAbort: true,
      });
      if (this.isClosed) {
        await connection.close();
        return;
      }
      this.connection = connection;
      for (const listener of this.listeners) listener(connection);
    } catch (cause) {
      this.logger.pino.error({ err: cause }, 'message broker unusable');
    }
  }
}
