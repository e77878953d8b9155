import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../logging/create-logger.js';
import { EnrolmentPeer } from '../../testing/enrolment-peer.js';
import { Identity } from './identity.js';

const never = new AbortController().signal;

describe('the identity of an agent', () => {
  let farm: EnrolmentPeer;
  let dataDirectory: string;
  const open = (enrolmentToken?: string): Identity =>
    new Identity(
      { dataDirectory, enrolmentToken, enrolmentAddress: farm.address },
      createLogger('silent', 'lab'),
    );

  beforeAll(async () => {
    farm = await EnrolmentPeer.start();
  });
  afterAll(() => farm.stop());
  beforeEach(() => {
    dataDirectory = mkdtempSync(join(tmpdir(), 'npufarm-identity-'));
  });
  afterEach(() => rmSync(dataDirectory, { recursive: true }));

  it('comes for a token, belongs to this host alone, and needs no token the next time', async () => {
    const token = farm.makeToken();
    const enrolled = open(token);
    await enrolled.establish(never);

    const [restarted, without] = [open(token), open()];
    await restarted.establish(never);
    await without.establish(never);

    expect(new X509Certificate(enrolled.current.certificatePem).subjectAltName).toBe(
      'URI:urn:npufarm:agent:agent-1',
    );
    expect([restarted.current, without.current]).toEqual([enrolled.current, enrolled.current]);
    expect(statSync(join(dataDirectory, 'identity.json')).mode & 0o777).toBe(0o600);
  });

  it('is replaced when a new token is given', async () => {
    const first = open(farm.makeToken());
    await first.establish(never);
    const second = open(farm.makeToken());
    await second.establish(never);

    expect(second.current.certificatePem).not.toBe(first.current.certificatePem);
  });

  it('is not asked of another farm than that of the token', async () => {
    const other = await EnrolmentPeer.start();
    try {
      await expect(open(other.makeToken()).establish(never)).rejects.toThrow(
        'is not of the farm that made the enrolment token',
      );
    } finally {
      other.stop();
    }
  });

  it('cannot be had with a used token; an agent that has one goes on with it', async () => {
    const token = farm.makeToken();
    await open(token).establish(never);
    const before = readFileSync(join(dataDirectory, 'identity.json'), 'utf8');
    rmSync(join(dataDirectory, 'identity.json'));

    await expect(open(token).establish(never)).rejects.toThrow('npufarm agents enroll');

    const fresh = farm.makeToken();
    await open(fresh).establish(never);
    const kept = open(token);
    await kept.establish(never);
    expect(kept.current).not.toEqual(JSON.parse(before));
  });

  it('says what to do when there is neither an identity nor a token, or it has expired', async () => {
    await expect(open().establish(never)).rejects.toThrow('npufarm agents enroll');

    farm.ageDays = 31;
    const token = farm.makeToken();
    await open(token).establish(never);
    await expect(open(token).establish(never)).rejects.toThrow('The identity expired at');
  });

  it('waits for a farm that is away until it is told to stop', async () => {
    const away = await EnrolmentPeer.start();
    const token = away.makeToken();
    away.stop();
    const stop = new AbortController();
    const identity = new Identity(
      { dataDirectory, enrolmentToken: token, enrolmentAddress: away.address },
      createLogger('silent', 'lab'),
    );
    const established = identity.establish(stop.signal);
    stop.abort();

    expect(await established).toBe(false);
  });
});
