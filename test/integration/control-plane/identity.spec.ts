import { randomUUID } from 'node:crypto';
import { credentials } from '@grpc/grpc-js';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { agentBrokerNames, agentUri, farmStreamName, SessionServiceClient } from '@npufarm/agent-protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secureChannelOptions } from '../../../services/agent/src/link/channel-options.js';
import { Authority } from '../../../services/control-plane/src/platform/authority/authority.js';
import { makeAuthoritySecrets } from '../../../services/control-plane/src/platform/authority/make-authority-secrets.js';
import { AgentPeer } from './agent-peer.js';
import { brokerOptions } from './broker-options.js';
import { type ControlPlane, type Servers, startControlPlane, startServers } from './control-plane.js';
import { enrolAgent, type PeerIdentity } from './enrol-agent.js';
import { eventually } from './eventually.js';

const hourMs = 3_600_000;
const unavailable = { code: 14 };
const unauthenticated = { code: 16 };
const permissionDenied = { code: 7 };
const failedPrecondition = { code: 9 };

describe('identity on the wire', { timeout: 60_000 }, () => {
  let servers: Servers;
  let farm: ControlPlane;
  const peers: AgentPeer[] = [];
  const peer = (identity: PeerIdentity, address = farm.grpcAddress): AgentPeer => {
    const made = new AgentPeer(address, identity, []);
    peers.push(made);
    return made;
  };

  beforeAll(async () => {
    servers = await startServers();
    farm = await startControlPlane(servers);
  }, 120_000);
  afterAll(async () => {
    peers.forEach((each) => each.close());
    await farm.stop();
    await servers.stop();
  });

  /** A certificate of another farm that names an agent of this one. */
  async function forge(identity: PeerIdentity): Promise<PeerIdentity> {
    const other = new Authority(await makeAuthoritySecrets());
    const names = [{ type: 'url', value: agentUri(identity.agentId) }] as const;
    const forged = await other.issue(names, 'client', hourMs);
    return { ...identity, ...forged, authorityPem: identity.authorityPem };
  }

  it('lets an enrolled agent in at every copy of the control plane', async () => {
    const second = await startControlPlane(servers);
    try {
      const identity = await farm.enrol('lab-1');

      expect((await peer(identity).hello()).agentId).toBe(identity.agentId);
      expect((await peer(identity, second.grpcAddress).hello()).agentId).toBe(identity.agentId);
    } finally {
      await second.stop();
    }
  });

  it('refuses an agent without a certificate', async () => {
    const { authorityPem } = await farm.enrol('lab-1');
    const tls = credentials.createSsl(Buffer.from(authorityPem));
    const client = new SessionServiceClient(farm.grpcAddress, tls, secureChannelOptions);
    const renewed = new Promise((resolve, reject) => {
      client.renew({ held: [], boards: [], draining: false, instanceId: '' }, (error, answer) =>
        error === null ? resolve(answer) : reject(error),
      );
    });

    await expect(renewed).rejects.toMatchObject(unavailable);
    client.close();
  });

  it('refuses a certificate of another farm, even one that names this farm’s agent', async () => {
    const forged = await forge(await farm.enrol('lab-1'));

    await expect(peer(forged).hello()).rejects.toMatchObject(unavailable);
  });

  it('refuses a certificate of its own that is not an agent’s', async () => {
    const identity = await farm.enrol('lab-1');
    const authority = farm.app.get(Authority);
    const own = await authority.issue([{ type: 'dns', value: 'lab-1' }], 'client', hourMs);
    const unknown = await authority.issue(
      [{ type: 'url', value: agentUri(identity.agentId) }],
      'client',
      hourMs,
    );

    await expect(peer({ ...identity, ...own }).hello()).rejects.toMatchObject(unauthenticated);
    await expect(peer({ ...identity, ...unknown }).hello()).rejects.toMatchObject(unauthenticated);
  });

  it('refuses a revoked certificate at the next renewal, until the agent is enrolled anew', async () => {
    const agent = peer(await farm.enrol('lab-1'));
    await agent.hello();
    await agent.renew();

    const answer = await fetch(`${farm.httpUrl}/api/v1/agents/lab-1/revoke`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await farm.token('operator')}` },
    });

    expect(await answer.json()).toEqual({ agent: 'lab-1', certificates: 1 });
    await expect(agent.renew()).rejects.toMatchObject(unauthenticated);
    await expect(agent.hello()).rejects.toMatchObject(unauthenticated);
    expect((await peer(await farm.enrol('lab-1')).hello()).agentId).toBe(agent.identity.agentId);
  });

  it('takes an agent’s former identity away when it is enrolled anew', async () => {
    const former = peer(await farm.enrol('lab-1'));
    await farm.enrol('lab-1');

    await expect(former.hello()).rejects.toMatchObject(unauthenticated);
  });

  it('takes a token once', async () => {
    const token = await farm.enrolmentToken('lab-1');
    await enrolAgent(farm.enrolmentAddress, token);

    await expect(enrolAgent(farm.enrolmentAddress, token)).rejects.toMatchObject(permissionDenied);
  });

  it('hands tokens to operators only', async () => {
    const answers = await Promise.all(
      [await farm.token('organizer'), await farm.token('operator')].map((token) =>
        fetch(`${farm.httpUrl}/api/v1/agents/enrolment-tokens`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ agent: 'lab-9' }),
        }),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual([403, 201]);
  });

  it('serves nothing but enrolment to those who are nobody yet', async () => {
    const identity = await farm.enrol('lab-1');

    await expect(peer(identity, farm.enrolmentAddress).hello()).rejects.toMatchObject({ code: 12 });
  });

  it('ends an older process of the same agent', async () => {
    const identity = await farm.enrol('lab-1');
    const [older, newer] = [peer(identity), peer(identity)];
    await older.hello();
    await newer.hello();

    await expect(older.renew()).rejects.toMatchObject(failedPrecondition);
    await expect(older.accept(1n)).rejects.toMatchObject(failedPrecondition);
    expect((await newer.renew()).fenced).toEqual([]);
  });

  describe('on the broker', () => {
    let alice: PeerIdentity;
    let bob: PeerIdentity;

    beforeAll(async () => {
      [alice, bob] = [await farm.enrol('alice'), await farm.enrol('bob')];
      for (const identity of [alice, bob]) await peer(identity).hello();
    });

    it('keeps an agent from another agent’s subjects and consumer, and from making consumers', async () => {
      const [own, foreign] = [agentBrokerNames(alice.agentId), agentBrokerNames(bob.agentId)];
      const connection = await connect(brokerOptions(servers.nats.url, alice));
      const refused: string[] = [];
      void (async () => {
        for await (const event of connection.status()) {
          if (event.type === 'error') refused.push(event.error.message);
        }
      })();
      const isRefused = (what: string): Promise<true> =>
        eventually(() => refused.some((message) => message.includes(what)) || undefined);
      const client = jetstream(connection, { timeout: 1_000 });

      await eventually(() =>
        client.consumers.get(farmStreamName, own.consumer).catch((): undefined => undefined),
      );
      connection.subscribe(foreign.cancel);
      connection.publish(foreign.dispatch, '{"attempt":"1"}');
      connection.publish(own.dispatch, '{"attempt":"1"}');
      connection.subscribe('>');
      const pull = `$JS.API.CONSUMER.MSG.NEXT.${farmStreamName}.${foreign.consumer}`;
      connection.publish(pull, '', { reply: `${own.inboxPrefix}.1` });
      const manager = await jetstreamManager(connection, { checkAPI: false, timeout: 1_000 });

      await expect(
        manager.consumers.add(farmStreamName, {
          durable_name: own.consumer,
          filter_subject: foreign.dispatch,
        }),
      ).rejects.toBeInstanceOf(Error);
      await expect(client.consumers.get(farmStreamName, foreign.consumer)).rejects.toBeInstanceOf(Error);
      for (const what of [foreign.cancel, foreign.dispatch, own.dispatch, '">"', pull]) await isRefused(what);
      await connection.close();
    });

    it('refuses whoever lacks a certificate or a user of this farm', async () => {
      const options = brokerOptions(servers.nats.url, alice);
      const forged = await forge(alice);
      const { authenticator: _none, ...anonymous } = options;
      const { cert: _cert, key: _key, ...bareTls } = { cert: '', key: '', ...options.tls };
      const bare = { ...options, tls: bareTls };
      const stolen = { ...alice, brokerSeed: bob.brokerSeed };

      await expect(connect(anonymous)).rejects.toThrow('Authorization Violation');
      await expect(connect(brokerOptions(servers.nats.url, stolen))).rejects.toThrow(
        'Authorization Violation',
      );
      await expect(connect(brokerOptions(servers.nats.url, forged))).rejects.toBeInstanceOf(Error);
      await expect(connect(bare)).rejects.toBeInstanceOf(Error);
    });
  });

  it('does not take a token after 15 minutes, nor one that it never made', async () => {
    const token = await farm.enrolmentToken(randomUUID());
    const foreign = `nfe_${'x'.repeat(43)}${token.slice(token.indexOf('.'))}`;
    farm.clock.step(15 * 60_000);

    await expect(enrolAgent(farm.enrolmentAddress, token)).rejects.toThrow('expired');
    await expect(enrolAgent(farm.enrolmentAddress, foreign)).rejects.toThrow('has not made');
  });
});
