import { parseEnrolmentToken } from '@npufarm/agent-protocol';
import { enrol } from '../../../services/agent/src/identity/enrol.js';
import { makeKeys } from '../../../services/agent/src/identity/make-keys.js';
import type { StoredIdentity } from '../../../services/agent/src/identity/stored-identity.js';

export type PeerIdentity = Omit<StoredIdentity, 'enrolledWith'>;

/** Enrols with a token over the wire, as an agent does. */
export async function enrolAgent(enrolmentAddress: string, text: string): Promise<PeerIdentity> {
  const token = parseEnrolmentToken(text);
  if (token === undefined) throw new Error(`"${text}" is no enrolment token.`);
  return enrol(enrolmentAddress, token, await makeKeys(), new AbortController().signal);
}
