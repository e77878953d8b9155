import { describe, expect, it } from 'vitest';
import { agentIdOf, agentUri } from './agent-uri.js';
import { formatEnrolmentToken, parseEnrolmentToken } from './enrolment-token.js';

describe('the enrolment token', () => {
  const token = { secret: `nfe_${'A-_z'.repeat(10)}abc`, authorityFingerprint: 'ab'.repeat(32) };

  it('carries the secret and the fingerprint of the authority in one string', () => {
    expect(parseEnrolmentToken(` ${formatEnrolmentToken(token)}\n`)).toEqual(token);
  });

  it('is not taken from a token of another kind or a cut one', () => {
    const whole = formatEnrolmentToken(token);

    expect(parseEnrolmentToken('nf_operator')).toBeUndefined();
    expect(parseEnrolmentToken(whole.slice(0, -1))).toBeUndefined();
    expect(parseEnrolmentToken(token.secret)).toBeUndefined();
  });
});

describe('the agent in a certificate', () => {
  it('is found among other names', () => {
    expect(agentIdOf(`DNS:lab, URI:${agentUri('a-1')}`)).toBe('a-1');
  });

  it('is absent from certificates of servers', () => {
    expect(agentIdOf('DNS:broker.npufarm')).toBeUndefined();
    expect(agentIdOf(undefined)).toBeUndefined();
  });
});
