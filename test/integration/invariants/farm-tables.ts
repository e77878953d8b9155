import { randomBytes, randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/** The moment at which the tables below are looked at. */
export const now = new Date('2030-01-01T12:00:00Z');

export function secondsAgo(seconds: number): Date {
  return new Date(now.getTime() - seconds * 1_000);
}

type Row = Readonly<Record<string, unknown>>;

/** Writes rows past the control plane's own code, so that a test can leave what that code never would. */
export class FarmTables {
  private count = 0;

  constructor(private readonly manager: Pick<EntityManager, 'query'>) {}

  async team(): Promise<string> {
    return this.insert('teams', { name: this.name('team') });
  }

  async phase(config: Row = { scoreConstant: 2 ** 48 }): Promise<string> {
    const competition = await this.insert('competitions', { slug: this.name('competition'), title: 'Test' });
    return this.insert('phases', {
      competition_id: competition,
      slug: 'open',
      kind: 'development',
      state: 'open',
      config: JSON.stringify(config),
      config_hash: 'h1',
    });
  }

  /** A submission that was charged; its state is EVALUATING unless changed. */
  async submission(changes: Row = {}): Promise<string> {
    const sha256 = randomBytes(32);
    await this.manager.query(`INSERT INTO blobs (sha256, bytes, kind) VALUES ($1, 1, 'model')`, [sha256]);
    const row: Row = {
      team_id: changes['team_id'] ?? (await this.team()),
      phase_id: changes['phase_id'] ?? (await this.phase()),
      idempotency_key: randomUUID(),
      request_hash: Buffer.alloc(32),
      file_name: 'net.tflite',
      model_sha256: sha256,
      state: 'EVALUATING',
      created_at: secondsAgo(60),
      ...changes,
    };
    const id = await this.insert('submissions', row);
    await this.entry(id, row, 'charge');
    return id;
  }

  async entry(submission: string, account: Row, kind: 'charge' | 'refund', amount = 1): Promise<void> {
    await this.insert('quota_entries', {
      submission_id: submission,
      team_id: account['team_id'],
      phase_id: account['phase_id'],
      kind,
      amount,
      reason: 'test',
    });
  }

  job(changes: Row = {}): Promise<string> {
    return this.insert('jobs', {
      kind: 'timing',
      state: 'QUEUED',
      priority: 0,
      account: 'farm',
      capability_class: 'any',
      requirement: '{}',
      work: '{}',
      attempt_limit: 3,
      queued_at: secondsAgo(60),
      ...changes,
    });
  }

  async board(changes: Row = {}): Promise<string> {
    const agent = await this.insert('agents', { name: this.name('agent') });
    return this.insert('boards', {
      name: this.name('board'),
      agent_id: agent,
      driver: 'fake',
      fidelity: 'fake',
      capabilities: '{}',
      environment_hash: 'e1',
      shared: false,
      link: 'connected',
      occupancy: 'idle',
      health: 'good',
      updated_at: secondsAgo(60),
      ...changes,
    });
  }

  /** An attempt of a job on a board, which both name it as their current one while it is open. */
  async attempt(job: string, board: string, state: string, changes: Row = {}): Promise<string> {
    const isOpen = state === 'OFFERED' || state === 'ACCEPTED';
    const [owner]: { agent_id: string }[] = await this.manager.query(
      'SELECT agent_id FROM boards WHERE id = $1',
      [board],
    );
    const id = await this.insert('attempts', {
      job_id: job,
      board_id: board,
      agent_id: owner?.agent_id,
      state,
      offered_at: secondsAgo(30),
      lease_until: isOpen ? secondsAgo(-10) : secondsAgo(15),
      ended_at: isOpen ? null : secondsAgo(10),
      ...changes,
    });
    await this.update('jobs', job, { current_attempt: id, ...(isOpen ? { state: 'ACTIVE' } : {}) });
    if (isOpen) {
      const at = changes['offered_at'] ?? secondsAgo(30);
      await this.update('boards', board, { current_attempt: id, occupancy: 'leased', updated_at: at });
    }
    return id;
  }

  /** A job that an attempt has ended with a timing result. */
  async succeededTiming(submission?: string): Promise<{ job: string; attempt: string }> {
    const job = await this.job(submission === undefined ? {} : { submission_id: submission });
    const attempt = await this.attempt(job, await this.board(), 'COMMITTED');
    const data = {
      fidelity: 'emulated',
      clock: 'predicted',
      numerics: 'tflite-reference',
      modelVersion: 'v1',
      inferenceUs: 40_000,
    };
    await this.result(attempt, 'timing', data);
    await this.update('jobs', job, { state: 'SUCCEEDED', ended_at: secondsAgo(10) });
    return { job, attempt };
  }

  /** A submission in the state SCORED with everything that its score follows from: 40 ms, 30 dB. */
  async scored(changes: Row = {}): Promise<string> {
    const account = { team_id: await this.team(), phase_id: await this.phase() };
    const submission = await this.submission({ ...account, state: 'SCORED', ended_at: secondsAgo(5) });
    await this.succeededTiming(submission);
    const fidelity = await this.job({ kind: 'fidelity', submission_id: submission });
    await this.result(await this.attempt(fidelity, await this.board(), 'COMMITTED'), 'fidelity', {});
    await this.update('jobs', fidelity, { state: 'SUCCEEDED', ended_at: secondsAgo(10) });
    for (const [name, psnr] of [
      ['a', 29],
      ['b', 31],
    ]) {
      await this.row('picture_scores', { job_id: fidelity, name, psnr, ssim: 0.9, identical: false });
    }
    await this.row('scores', {
      submission_id: submission,
      ...account,
      fidelity: 'emulated',
      clock: 'predicted',
      numerics: 'tflite-reference',
      model_version: 'v1',
      config_hash: 'h1',
      npu_ms: 40,
      psnr: 30,
      ssim: 0.9,
      score: 2 ** (60 - 48) / 40,
      finalised_at: secondsAgo(5),
      ...changes,
    });
    return submission;
  }

  async result(attempt: string, kind: string, data: Row): Promise<void> {
    const row = { attempt_id: attempt, kind, data: JSON.stringify(data), created_at: secondsAgo(10) };
    await this.row('results', row);
  }

  /** Log lines of an attempt, acknowledged up to `lastSeq`. */
  async log(attempt: string, seqs: readonly number[], lastSeq: number): Promise<void> {
    for (const seq of seqs) {
      await this.row('events', {
        attempt_id: attempt,
        seq,
        at: secondsAgo(20),
        stage: 'measuring',
        level: 'info',
        source: 'board',
        kind: 'log',
        text: 'line',
      });
    }
    await this.update('attempts', attempt, { last_seq: lastSeq });
  }

  async update(table: string, id: string, changes: Row): Promise<void> {
    const columns = Object.keys(changes).map((name, index) => `${name} = $${index + 2}`);
    await this.manager.query(`UPDATE ${table} SET ${columns.join(', ')} WHERE id = $1`, [
      id,
      ...Object.values(changes),
    ]);
  }

  private async insert(table: string, row: Row): Promise<string> {
    const [stored] = await this.row(table, row, 'RETURNING id');
    if (stored === undefined) throw new Error(`no row was stored in ${table}`);
    return stored.id;
  }

  row(table: string, row: Row, returning = ''): Promise<{ id: string }[]> {
    const names = Object.keys(row);
    const places = names.map((_, index) => `$${index + 1}`);
    return this.manager.query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')}) ${returning}`,
      Object.values(row),
    );
  }

  private name(kind: string): string {
    this.count += 1;
    return `${kind}-${this.count}`;
  }
}
