import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { describeFailure } from '../link/call-failure.js';
import type { FarmLink } from '../link/farm-link.js';
import { unary } from '../link/unary.js';
import type { Identity } from './identity.js';
import { makeKeys } from './make-keys.js';
import { lifeOf } from './stored-identity.js';

const TIMEOUT_MS = 10_000;
const RETRY_MS = 60_000;
/** Clocks are stepped and hosts sleep; the time left is computed anew this often. */
const LONGEST_SLEEP_MS = 3_600_000;

/** Renews the identity at two thirds of its life, over the connection that it opens. */
export class IdentityRenewal {
  constructor(
    private readonly identity: Identity,
    private readonly link: FarmLink,
    private readonly logger: Logger,
  ) {}

  /** Looks after the identity until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const leftMs = lifeOf(this.identity.current).renewAt.getTime() - Date.now();
      const pauseMs = leftMs > 0 ? leftMs : (await this.#renew(signal)) ? 0 : RETRY_MS;
      await sleep(Math.min(pauseMs, LONGEST_SLEEP_MS), undefined, { signal }).catch(() => undefined);
    }
  }

  async #renew(signal: AbortSignal): Promise<boolean> {
    try {
      const keys = await makeKeys();
      const { identities } = this.link;
      const { identity } = await unary(
        identities.renewIdentity.bind(identities),
        { keys: keys.request },
        { timeoutMs: TIMEOUT_MS, signal },
      );
      if (identity === undefined) throw new Error('The farm answered without an identity.');
      this.identity.replace({
        ...identity,
        privateKeyPem: keys.privateKeyPem,
        brokerSeed: keys.brokerSeed,
      });
      this.logger.info('identity renewed');
      return true;
    } catch (error) {
      if (!signal.aborted)
        this.logger.warn({ reason: describeFailure(error) }, 'identity not renewed, tried again');
      return false;
    }
  }
}
