import { createHash } from 'node:crypto';
import { parseEnrolmentToken } from '@npufarm/agent-protocol';
import type { Logger } from 'pino';
import { Backoff } from '../link/backoff.js';
import { describeFailure, mayPass } from '../link/call-failure.js';
import { enrol } from './enrol.js';
import { AuthorityMismatchError } from './find-authority.js';
import { IdentityError } from './identity-error.js';
import { makeKeys } from './make-keys.js';
import { lifeOf, readIdentity, type StoredIdentity, writeIdentity } from './stored-identity.js';

/** Where an identity is kept, and how to get the first one. */
export interface IdentityOptions {
  readonly dataDirectory: string;
  readonly enrolmentToken: string | undefined;
  /** host:port of the enrolment service. */
  readonly enrolmentAddress: string | undefined;
}

const remedy = 'Make an enrolment token with "npufarm agents enroll NAME" and set NPUFARM_ENROLMENT_TOKEN.';

/** Who this agent is to the farm: kept in its data directory, got by enrolment, replaced while it works. */
export class Identity {
  #current: StoredIdentity | undefined;
  #replaced = new AbortController();

  constructor(
    private readonly options: IdentityOptions,
    private readonly logger: Logger,
  ) {}

  /** Throws before `establish` has resolved. */
  get current(): StoredIdentity {
    if (this.#current === undefined) throw new IdentityError('The agent has no identity yet.');
    return this.#current;
  }

  /** Aborted when `current` is replaced by a newer one. */
  get replaced(): AbortSignal {
    return this.#replaced.signal;
  }

  /**
   * Loads the identity; enrols when a token is set that has not been used here. Asks on while the farm is away.
   *
   * @returns false when the signal was aborted first
   * @throws IdentityError with what to do
   */
  async establish(signal: AbortSignal): Promise<boolean> {
    const { dataDirectory, enrolmentToken } = this.options;
    const stored = readIdentity(dataDirectory);
    if (enrolmentToken !== undefined && sha256(enrolmentToken) !== stored?.enrolledWith) {
      return this.#enrol(enrolmentToken, stored, signal);
    }
    if (stored === undefined)
      throw new IdentityError(`The agent is not enrolled: ${dataDirectory} has no identity. ${remedy}`);
    return this.#resume(stored);
  }

  /** Takes a newer identity into use. */
  replace(newer: Omit<StoredIdentity, 'enrolledWith'>): void {
    const identity = { ...newer, enrolledWith: this.current.enrolledWith };
    writeIdentity(this.options.dataDirectory, identity);
    this.#current = identity;
    this.#replaced.abort();
    this.#replaced = new AbortController();
  }

  async #enrol(text: string, stored: StoredIdentity | undefined, signal: AbortSignal): Promise<boolean> {
    const token = parseEnrolmentToken(text);
    const { enrolmentAddress, dataDirectory } = this.options;
    if (token === undefined) throw new IdentityError(`NPUFARM_ENROLMENT_TOKEN is no token. ${remedy}`);
    if (enrolmentAddress === undefined)
      throw new IdentityError('NPUFARM_ENROLMENT is not set: host:port of the enrolment service.');
    const keys = await makeKeys();
    const backoff = new Backoff();
    while (!signal.aborted) {
      try {
        const identity = await enrol(enrolmentAddress, token, keys, signal);
        this.#current = { ...identity, enrolledWith: sha256(text) };
        writeIdentity(dataDirectory, this.#current);
        this.logger.info({ agentId: identity.agentId }, 'enrolled');
        return true;
      } catch (error) {
        const isRefused = error instanceof AuthorityMismatchError || !mayPass(error);
        if (!signal.aborted && isRefused) return this.#afterRefusal(describeFailure(error), stored);
        this.logger.debug({ reason: describeFailure(error) }, 'enrolment service not reachable');
      }
      await backoff.pause(signal);
    }
    return false;
  }

  #afterRefusal(reason: string, stored: StoredIdentity | undefined): boolean {
    if (stored === undefined) throw new IdentityError(`The agent cannot enrol: ${reason} ${remedy}`);
    this.logger.warn({ reason }, 'enrolment refused; the agent goes on with the identity that it has');
    return this.#resume(stored);
  }

  #resume(stored: StoredIdentity): boolean {
    const { expiresAt } = lifeOf(stored);
    if (expiresAt.getTime() <= Date.now())
      throw new IdentityError(`The identity expired at ${expiresAt.toISOString()}. ${remedy}`);
    this.#current = stored;
    return true;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
