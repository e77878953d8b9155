import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { type CheckReport, type PolicyReference, checkReportSchema } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { Config } from '../../config/config.js';
import { sha256Of } from '../../platform/canonical-json/sha256-of.js';
import { queryOne } from '../../platform/database/query-one.js';

/** Reports by model, policy and compiler. The compiler's version is the digest of the emulator program itself. */
@Injectable()
export class CheckCache {
  private version: Promise<string> | undefined;

  constructor(
    private readonly config: Config,
    private readonly dataSource: DataSource,
  ) {}

  async find(modelSha256: string, policy: PolicyReference): Promise<CheckReport | undefined> {
    const row = await queryOne<{ report: unknown }>(
      this.dataSource.manager,
      'SELECT report FROM checks WHERE model_sha256 = $1 AND policy_hash = $2 AND compiler_version = $3',
      [Buffer.from(modelSha256, 'hex'), sha256Of(policy), await this.compilerVersion()],
    );
    return row === undefined ? undefined : checkReportSchema.parse(row.report);
  }

  async keep(modelSha256: string, policy: PolicyReference, report: CheckReport): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO checks (model_sha256, policy_hash, compiler_version, report) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [
        Buffer.from(modelSha256, 'hex'),
        sha256Of(policy),
        await this.compilerVersion(),
        JSON.stringify(report),
      ],
    );
  }

  private compilerVersion(): Promise<string> {
    this.version ??= readFile(this.config.emulatorPath).then(
      (program) => createHash('sha256').update(program).digest('hex'),
      (cause: unknown) => {
        this.version = undefined;
        throw new Error(`The emulator program ${this.config.emulatorPath} cannot be read.`, { cause });
      },
    );
    return this.version;
  }
}
