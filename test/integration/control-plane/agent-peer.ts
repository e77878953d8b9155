import { randomUUID } from 'node:crypto';
import { type ClientDuplexStream, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import {
  type AcceptResponse,
  type Assignment,
  BlobServiceClient,
  type CommitResultRequest,
  type CommitResultResponse,
  type Event,
  EventKind,
  EvidenceServiceClient,
  Fidelity,
  type HelloRequest,
  type HelloResponse,
  type RenewRequest,
  type RenewResponse,
  SessionServiceClient,
  type StreamRequest,
  type StreamResponse,
} from '@npufarm/agent-protocol';

/** A peer that speaks the agent's side of the wire by hand, so that a test can misbehave as real ones do. */
export class AgentPeer {
  readonly session: SessionServiceClient;
  readonly evidence: EvidenceServiceClient;
  readonly blobs: BlobServiceClient;
  readonly metadata = new Metadata();
  spoolId: string = randomUUID();
  instanceId: string = randomUUID();

  constructor(
    address: string,
    token: string,
    readonly boards: readonly string[],
  ) {
    const insecure = credentials.createInsecure();
    this.session = new SessionServiceClient(address, insecure);
    this.evidence = new EvidenceServiceClient(address, insecure);
    this.blobs = new BlobServiceClient(address, insecure);
    this.metadata.set('authorization', `Bearer ${token}`);
  }

  hello(heldAttempts: readonly bigint[] = [], isQuiescent = true): Promise<HelloResponse> {
    const request: HelloRequest = {
      protocolMin: 1,
      protocolMax: 1,
      agentVersion: 'test',
      spoolId: this.spoolId,
      instanceId: this.instanceId,
      heldAttempts: [...heldAttempts],
      draining: false,
      boards: this.boards.map((name) => ({
        name,
        driver: 'fake',
        fidelity: Fidelity.FIDELITY_FAKE,
        capabilities: { soc: 'vs680' },
        environmentHash: 'e1',
        shared: false,
        quiescent: isQuiescent,
      })),
    };
    return this.call((metadata, answer) => this.session.hello(request, metadata, answer));
  }

  accept(attempt: bigint): Promise<AcceptResponse> {
    return this.call((metadata, answer) => this.session.accept({ attempt }, metadata, answer));
  }

  /** Accepts an offer that must still stand. */
  async take(attempt: bigint): Promise<Assignment> {
    const { answer } = await this.accept(attempt);
    if (answer?.$case !== 'assignment') throw new Error(`Attempt ${attempt} is gone: ${answer?.value ?? ''}`);
    return answer.value;
  }

  renew(held: readonly bigint[] = [], isQuiescent = true): Promise<RenewResponse> {
    const request: RenewRequest = {
      held: held.map((attempt) => ({ attempt, stage: 'measuring' })),
      boards: this.boards.map((name) => ({ name, reachable: true, quiescent: isQuiescent })),
      draining: false,
    };
    return this.call((metadata, answer) => this.session.renew(request, metadata, answer));
  }

  commit(
    attempt: bigint,
    outcome: CommitResultRequest['outcome'],
    lastSeq = 0n,
  ): Promise<CommitResultResponse> {
    return this.call((metadata, answer) =>
      this.evidence.commitResult({ attempt, lastSeq, outcome }, metadata, answer),
    );
  }

  stream(): ClientDuplexStream<StreamRequest, StreamResponse> {
    return this.evidence.stream(this.metadata);
  }

  close(): void {
    for (const client of [this.session, this.evidence, this.blobs]) client.close();
  }

  private call<Response>(
    send: (metadata: Metadata, answer: (error: ServiceError | null, response: Response) => void) => unknown,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      send(this.metadata, (error, response) => {
        if (error === null) resolve(response);
        else reject(error);
      });
    });
  }
}

/** Consecutive log lines. */
export function someEvents(fromSeq: number, count: number): Event[] {
  return Array.from({ length: count }, (_, index) => ({
    seq: BigInt(fromSeq + index),
    atUs: 1_700_000_000_000_000n,
    stage: 'measuring',
    level: 'info',
    source: 'board',
    text: `line ${fromSeq + index}`,
    kind: EventKind.EVENT_KIND_LOG,
    dataJson: '',
  }));
}

/** A timing outcome as a fake board gives it. */
export function timingOutcome(inferenceUs = 36_900): NonNullable<CommitResultRequest['outcome']> {
  return {
    $case: 'timing',
    value: {
      resultJson: JSON.stringify({
        fidelity: 'fake',
        clock: 'predicted',
        numerics: 'tflite-reference',
        modelVersion: 'fake-1',
        inferenceUs,
        bylayerSumUs: inferenceUs,
        byLayer: [{ type: 'ConvolutionReluPoolingLayer2', inferenceUs, engine: 'nn', operators: [0] }],
        compileUs: 1,
        memory: { peakActivationBytes: 1, weightBytes: 1, ddrReadBytes: 1, ddrWriteBytes: 1 },
        partitions: 1,
        coverage: { nodes: 1, macs: 1, time: 1 },
        samplesUs: [],
        log: [],
      }),
    },
  };
}

export function failedOutcome(failureClass: string): NonNullable<CommitResultRequest['outcome']> {
  return { $case: 'failed', value: { failureClass, detail: `it was ${failureClass}` } };
}
