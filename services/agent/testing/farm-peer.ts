import { createHash } from 'node:crypto';
import {
  type Assignment,
  BlobServiceService,
  type CommitResultRequest,
  Disposition,
  type Event,
  EvidenceServiceService,
  type HelloRequest,
  type RenewRequest,
  type ReportQuiescenceRequest,
  SessionServiceService,
  type StreamRequest,
  type StreamResponse,
  type UnsafeBoard,
} from '@npufarm/agent-protocol';
import { Server, type ServerDuplexStream, status } from '@grpc/grpc-js';
import { EnrolmentPeer } from './enrolment-peer.js';

/** Events that the peer lets an agent have under way; small, so that tests meet the end of the window. */
const WINDOW = 8;

/** A control plane that keeps everything in memory: the agent's peer in specs, on a real socket. */
export class FarmPeer {
  readonly hellos: HelloRequest[] = [];
  readonly renewals: RenewRequest[] = [];
  readonly events = new Map<bigint, Event[]>();
  readonly results = new Map<bigint, CommitResultRequest>();
  readonly blobs = new Map<string, Buffer>();
  readonly fenced = new Set<bigint>();
  readonly cancels = new Map<bigint, string>();
  readonly proofs: string[] = [];
  /** Attempts that may still run on a board, as far as the peer knows, by board. */
  readonly unsafe = new Map<string, bigint>();
  readonly uploads: string[] = [];
  /** Attempts whose events the peer forgets once when their result comes. */
  readonly forgetful = new Set<bigint>();
  /** Processes of the agent that a later one has replaced. */
  readonly superseded = new Set<string>();
  readonly #offers = new Map<bigint, Assignment>();
  readonly #open = new Set<bigint>();
  #server = new Server();
  #port = 0;
  #enrolment: EnrolmentPeer | undefined;

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** Where agents get their identities. Throws before the first start. */
  get enrolment(): EnrolmentPeer {
    if (this.#enrolment === undefined) throw new Error('The peer was never started.');
    return this.#enrolment;
  }

  /** Listens; a second start takes the same port again. */
  async start(): Promise<void> {
    this.#enrolment ??= await EnrolmentPeer.start();
    this.#server = new Server();
    this.#enrolment.addIdentityService(this.#server);
    this.#addSession();
    this.#addEvidence();
    this.#addBlobs();
    const credentials = await this.#enrolment.credentials('verified');
    this.#port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync(`127.0.0.1:${this.#port}`, credentials, (error, port) =>
        error === null ? resolve(port) : reject(error),
      );
    });
  }

  /** Breaks every connection. */
  stop(): void {
    this.#server.forceShutdown();
  }

  close(): void {
    this.stop();
    this.#enrolment?.stop();
  }

  /** Keeps a blob and returns its digest. */
  store(data: Buffer): string {
    const sha256 = createHash('sha256').update(data).digest('hex');
    this.blobs.set(sha256, data);
    return sha256;
  }

  /** Offers an attempt with the next renewal. */
  offer(assignment: Assignment): void {
    this.#offers.set(assignment.attempt, assignment);
  }

  #addSession(): void {
    this.#server.addService(SessionServiceService, {
      hello: (call: { request: HelloRequest }, answer: Answer) => {
        this.hellos.push(call.request);
        answer(null, {
          protocol: 1,
          agentId: 'agent-1',
          leaseTtlMs: 1500,
          renewEveryMs: 50,
          fencedAttempts: call.request.heldAttempts.filter((attempt) => this.fenced.has(attempt)),
          drainReason: '',
          unsafe: this.#unsafe(),
        });
      },
      accept: (call: { request: { attempt: bigint } }, answer: Answer) => {
        const value = this.#offers.get(call.request.attempt);
        this.#offers.delete(call.request.attempt);
        this.#open.add(call.request.attempt);
        answer(null, {
          answer: value === undefined ? { $case: 'gone', value: 'lapsed' } : { $case: 'assignment', value },
        });
      },
      renew: (call: { request: RenewRequest }, answer: Answer & Refusal) => {
        this.renewals.push(call.request);
        if (this.superseded.has(call.request.instanceId)) {
          answer({ code: status.FAILED_PRECONDITION, details: 'a later process took over' });
          return;
        }
        const held = call.request.held.map(({ attempt }) => attempt);
        answer(null, {
          renewed: held.filter((attempt) => !this.fenced.has(attempt)),
          fenced: held.filter((attempt) => this.fenced.has(attempt)),
          cancel: [...this.cancels].map(([attempt, reason]) => ({ attempt, reason })),
          offered: [...this.#offers.keys()],
          drainReason: '',
          unsafe: this.#unsafe(),
        });
      },
      reportQuiescence: (call: { request: ReportQuiescenceRequest }, answer: Answer) => {
        const { board, attempt, proof } = call.request;
        this.proofs.push(proof);
        if (this.unsafe.get(board) === attempt) this.unsafe.delete(board);
        answer(null, {});
      },
    });
  }

  #unsafe(): UnsafeBoard[] {
    return [...this.unsafe].map(([board, attempt]) => ({ board, attempt }));
  }

  #addEvidence(): void {
    this.#server.addService(EvidenceServiceService, {
      stream: (call: ServerDuplexStream<StreamRequest, StreamResponse>) => {
        call.on('data', (request: StreamRequest) => this.#take(request, call));
        call.on('end', () => call.end());
        call.on('error', () => undefined);
      },
      commitResult: (call: { request: CommitResultRequest }, answer: Answer) => {
        answer(null, { disposition: this.#commit(call.request), detail: '' });
      },
    });
  }

  #take({ message }: StreamRequest, call: ServerDuplexStream<StreamRequest, StreamResponse>): void {
    if (message === undefined) return;
    const { attempt } = message.value;
    if (this.fenced.has(attempt)) {
      call.write({ message: { $case: 'fenced', value: { attempt, reason: 'a later attempt is current' } } });
      return;
    }
    const stored = this.events.get(attempt) ?? [];
    this.events.set(attempt, stored);
    if (message.$case === 'open') {
      const nextSeq = BigInt(stored.length + 1);
      call.write({ message: { $case: 'resume', value: { attempt, nextSeq, window: WINDOW } } });
      return;
    }
    stored.push(...message.value.events.filter(({ seq }) => seq > stored.length));
    call.write({ message: { $case: 'ack', value: { attempt, durableSeq: BigInt(stored.length) } } });
  }

  #commit(request: CommitResultRequest): Disposition {
    if (this.fenced.has(request.attempt)) {
      this.results.set(request.attempt, request);
      return Disposition.DISPOSITION_STALE;
    }
    if (this.forgetful.delete(request.attempt)) this.events.get(request.attempt)?.splice(1);
    if ((this.events.get(request.attempt)?.length ?? 0) < request.lastSeq) {
      return Disposition.DISPOSITION_EVENTS_MISSING;
    }
    this.results.set(request.attempt, request);
    return Disposition.DISPOSITION_COMMITTED;
  }

  #addBlobs(): void {
    this.#server.addService(BlobServiceService, {
      read: (call: BlobRead) => {
        const data = this.blobs.get(call.request.sha256);
        if (data === undefined) {
          call.emit('error', { code: status.NOT_FOUND, details: `no blob ${call.request.sha256}` });
          return;
        }
        const rest = data.subarray(Number(call.request.offset));
        for (let at = 0; at < rest.length; at += 65_536)
          call.write({ data: rest.subarray(at, at + 65_536), totalBytes: BigInt(data.length) });
        call.end();
      },
      write: (call: NodeJS.EventEmitter, answer: Answer) => {
        const pieces: Buffer[] = [];
        call.on('data', ({ data }: { data: Buffer }) => pieces.push(data));
        call.on('end', () => {
          this.uploads.push(this.store(Buffer.concat(pieces)));
          answer(null, { committedBytes: BigInt(Buffer.concat(pieces).length) });
        });
      },
    });
  }
}

type Answer = (error: null, response: object) => void;
type Refusal = (error: { code: status; details: string }) => void;

interface BlobRead extends NodeJS.EventEmitter {
  readonly request: { readonly sha256: string; readonly offset: bigint };
  write(message: { data: Uint8Array; totalBytes: bigint }): void;
  end(): void;
}
