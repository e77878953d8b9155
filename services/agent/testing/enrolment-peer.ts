import 'reflect-metadata';
import { randomBytes, webcrypto, X509Certificate as NodeCertificate } from 'node:crypto';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import {
  type AgentIdentity,
  agentUri,
  type EnrolRequest,
  EnrolmentServiceService,
  formatEnrolmentToken,
  type IdentityKeys,
  IdentityServiceService,
  serverNames,
} from '@npufarm/agent-protocol';
import {
  BasicConstraintsExtension,
  PemConverter,
  Pkcs10CertificateRequest,
  type PublicKey,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const signing = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 24 * 3_600_000;

type Reply = (error: { code: status; details: string } | null, response?: object) => void;

/** The farm's side of an agent's identity, with an authority of its own. */
export class EnrolmentPeer {
  /** Requests of agents that have proved to be one. */
  readonly renewals: IdentityKeys[] = [];
  /** How old the next certificate is when it is handed out, of thirty days. */
  ageDays = 0;
  readonly #secrets = new Set<string>();
  readonly #server = new Server();
  #port = 0;

  private constructor(
    private readonly keys: webcrypto.CryptoKeyPair,
    private readonly certificate: X509Certificate,
  ) {}

  static async start(): Promise<EnrolmentPeer> {
    const keys = await webcrypto.subtle.generateKey(signing, true, ['sign', 'verify']);
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name: 'CN=test authority',
      notBefore: new Date(Date.now() - DAY_MS),
      notAfter: new Date(Date.now() + DAY_MS),
      signingAlgorithm: signing,
      keys,
      extensions: [new BasicConstraintsExtension(true, 0, true)],
    });
    const peer = new EnrolmentPeer(keys, certificate);
    await peer.#listen();
    return peer;
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** A token that is good once. */
  makeToken(): string {
    const secret = `nfe_${randomBytes(32).toString('base64url')}`;
    this.#secrets.add(secret);
    const { fingerprint256 } = new NodeCertificate(this.certificate.toString('pem'));
    return formatEnrolmentToken({
      secret,
      authorityFingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
    });
  }

  /** What a server of this farm shows; clients need a certificate of it where they are `verified`. */
  async credentials(clients: 'verified' | 'anyone'): Promise<ServerCredentials> {
    const keys = await webcrypto.subtle.generateKey(signing, true, ['sign', 'verify']);
    const certificate = await this.#issue(keys.publicKey, { type: 'dns', value: serverNames.controlPlane });
    const authority = this.certificate.toString('pem');
    const key = PemConverter.encode(
      await webcrypto.subtle.exportKey('pkcs8', keys.privateKey),
      'PRIVATE KEY',
    );
    const pair = { private_key: Buffer.from(key), cert_chain: Buffer.from(`${certificate}\n${authority}`) };
    return ServerCredentials.createSsl(Buffer.from(authority), [pair], clients === 'verified');
  }

  /** Adds the service by which enrolled agents renew. */
  addIdentityService(server: Server): void {
    server.addService(IdentityServiceService, {
      renewIdentity: (call: { request: { keys: IdentityKeys } }, answer: Reply) => {
        this.renewals.push(call.request.keys);
        void this.#identify(call.request.keys).then((identity) => answer(null, { identity }));
      },
    });
  }

  stop(): void {
    this.#server.forceShutdown();
  }

  async #listen(): Promise<void> {
    this.#server.addService(EnrolmentServiceService, {
      enrol: (call: { request: EnrolRequest }, answer: Reply) => {
        const { secret, keys } = call.request;
        if (!this.#secrets.delete(secret) || keys === undefined)
          answer({ code: status.PERMISSION_DENIED, details: 'The token was used.' });
        else void this.#identify(keys).then((identity) => answer(null, { identity }));
      },
    });
    const credentials = await this.credentials('anyone');
    this.#port = await new Promise((resolve, reject) => {
      this.#server.bindAsync('127.0.0.1:0', credentials, (error, port) =>
        error === null ? resolve(port) : reject(error),
      );
    });
  }

  async #identify({ certificateRequestPem }: IdentityKeys): Promise<AgentIdentity> {
    const { publicKey } = new Pkcs10CertificateRequest(certificateRequestPem);
    const name = { type: 'url', value: agentUri('agent-1') } as const;
    return {
      agentId: 'agent-1',
      certificatePem: await this.#issue(publicKey, name),
      authorityPem: this.certificate.toString('pem'),
      brokerJwt: 'none',
    };
  }

  async #issue(
    publicKey: webcrypto.CryptoKey | PublicKey,
    name: { readonly type: 'dns' | 'url'; readonly value: string },
  ): Promise<string> {
    const notBefore = new Date(Date.now() - this.ageDays * DAY_MS);
    this.ageDays = 0;
    const certificate = await X509CertificateGenerator.create({
      subject: 'CN=test',
      issuer: this.certificate.subject,
      notBefore,
      notAfter: new Date(notBefore.getTime() + 30 * DAY_MS),
      signingAlgorithm: signing,
      publicKey,
      signingKey: this.keys.privateKey,
      extensions: [new SubjectAlternativeNameExtension([name])],
    });
    return certificate.toString('pem');
  }
}
