import { X509Certificate } from 'node:crypto';
import { connect, type DetailedPeerCertificate } from 'node:tls';

const timeoutMs = 10_000;

/**
 * The certificate of the farm's authority, PEM, as the server at an address shows it. Nothing is trusted or sent
 * yet: the certificate is taken only when it has the fingerprint that the operator handed over.
 */
export function findAuthority(address: string, fingerprint: string): Promise<string> {
  const [, host, port] = /^(.*):(\d+)$/.exec(address) ?? [];
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: host ?? address,
      port: Number(port),
      ALPNProtocols: ['h2'],
      rejectUnauthorized: false,
    });
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`${address} does not answer`)));
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const found = chainOf(socket.getPeerCertificate(true)).find(
        ({ fingerprint256 }) => fingerprint256.replaceAll(':', '').toLowerCase() === fingerprint,
      );
      socket.end();
      if (found !== undefined) resolve(new X509Certificate(found.raw).toString());
      else reject(new AuthorityMismatchError(address));
    });
  });
}

/** Somebody else than the farm of the token answers. */
export class AuthorityMismatchError extends Error {
  override readonly name = 'AuthorityMismatchError';

  constructor(address: string) {
    super(`The server at ${address} is not of the farm that made the enrolment token.`);
  }
}

function chainOf(leaf: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = [];
  for (let next: DetailedPeerCertificate | undefined = leaf; next?.raw !== undefined;) {
    chain.push(next);
    next = next.issuerCertificate === next ? undefined : next.issuerCertificate;
  }
  return chain;
}
