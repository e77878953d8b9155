import { randomUUID } from 'node:crypto';
import {
  type ChannelCredentials,
  type ClientDuplexStream,
  credentials,
  type ServiceError,
} from '@grpc/grpc-js';
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
import { secureChannelOptions } from '../../../services/agent/src/link/channel-options.js';
import type { PeerIdentity } from './enrol-agent.js';

/** A peer that speaks the agent's side of the wire by hand, so that a test can misbehave as real ones do. */
export class AgentPeer {
  readonly session: SessionServiceClient;
  readonly evidence: EvidenceServiceClient;
  readonly blobs: BlobServiceClient;
  spoolId: string = randomUUID();
  instanceId: string = randomUUID();
  epoch = 1n;
  /** Boards that other agents reach too. */
  shared: readonly string[] = [];
  /** Boards that it cannot use now. */
  unreachable: readonly string[] = [];

  constructor(
    address: string,
    readonly identity: PeerIdentity,
    public boards: readonly string[],
  ) {
    const tls = channelCredentials(identity);
    this.session = new SessionServiceClient(address, tls, secureChannelOptions);
    this.evidence = new EvidenceServiceClient(address, tls, secureChannelOptions);
    this.blobs = new BlobServiceClient(address, tls, secureChannelOptions);
  }

  hello(heldAttempts: readonly bigint[] = []): Promise<HelloResponse> {
    const request: HelloRequest = {
      protocolMin: 1,
      protocolMax: 1,
      agentVersion: 'test',
      spoolId: this.spoolId,
      instanceId: this.instanceId,
      heldAttempts: [...heldAttempts],
      draining: false,
      epoch: this.epoch,
      boards: this.boards.map((name) => ({
        name,
        driver: 'fake',
        fidelity: Fidelity.FIDELITY_FAKE,
        capabilities: { soc: 'vs680' },
        environmentHash: 'e1',
        shared: this.shared.includes(name),
      })),
    };
    return this.call((answer) => this.session.hello(request, answer));
  }

  accept(attempt: bigint): Promise<AcceptResponse> {
    return this.call((answer) => this.session.accept({ attempt, instanceId: this.instanceId }, answer));
  }

  /** Accepts an offer that must still stand. */
  async take(attempt: bigint): Promise<Assignment> {
    const { answer } = await this.accept(attempt);
    if (answer?.$case !== 'assignment') throw new Error(`Attempt ${attempt} is gone: ${answer?.value ?? ''}`);
    return answer.value;
  }

  renew(held: readonly bigint[] = [], stage = 'measuring'): Promise<RenewResponse> {
    const request: RenewRequest = {
      held: held.map((attempt) => ({ attempt, stage })),
      boards: this.boards.map((name) => ({ name, reachable: !this.unreachable.includes(name) })),
      draining: false,
      instanceId: this.instanceId,
    };
    return this.call((answer) => this.session.renew(request, answer));
  }

  /** Says that an attempt does not run on a board and never will. */
  async prove(board: string, attempt: bigint): Promise<void> {
    const request = { board, attempt, proof: 'the process group is gone', instanceId: this.instanceId };
    await this.call((answer) => this.session.reportQuiescence(request, answer));
  }

  commit(
    attempt: bigint,
    outcome: CommitResultRequest['outcome'],
    lastSeq = 0n,
  ): Promise<CommitResultResponse> {
    return this.call((answer) => this.evidence.commitResult({ attempt, lastSeq, outcome }, answer));
  }

  stream(): ClientDuplexStream<StreamRequest, StreamResponse> {
    return this.evidence.stream();
  }

  close(): void {
    for (const client of [this.session, this.evidence, this.blobs]) client.close();
  }

  private call<Response>(
    send: (answer: (error: ServiceError | null, response: Response) => void) => unknown,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      send((error, response) => {
        if (error === null) resolve(response);
        else reject(error);
      });
    });
  }
}

/** How the holder of an identity connects. */
export function channelCredentials(identity: PeerIdentity): ChannelCredentials {
  const { authorityPem, privateKeyPem, certificatePem } = identity;
  const [authority, key, certificate] = [authorityPem, privateKeyPem, certificatePem].map((pem) =>
    Buffer.from(pem),
  );
  return credentials.createSsl(authority, key, certificate);
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
