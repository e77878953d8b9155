import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type AgentList, agentListSchema } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { Answers } from '../platform/openapi/answers.js';

interface AgentRow {
  readonly lastSeenAt: Date | null;
  readonly certificateExpiresAt: Date | null;
}

@ApiTags('agents')
@Controller('agents')
export class AgentsController {
  constructor(private readonly dataSource: DataSource) {}

  /** All agents by name, with the boards that they drive. */
  @Get()
  @AllowRoles('operator', 'organizer')
  @Answers(200, agentListSchema)
  async list(): Promise<AgentList> {
    const rows: AgentRow[] = await this.dataSource.query(
      `SELECT a.id, a.name, a.version, a.protocol, a.last_seen_at AS "lastSeenAt", a.draining,
         (SELECT max(expires_at) FROM agent_certificates c WHERE c.agent_id = a.id AND c.revoked_at IS NULL)
           AS "certificateExpiresAt",
         coalesce((SELECT array_agg(b.name ORDER BY b.name) FROM boards b WHERE b.agent_id = a.id), '{}') AS boards
       FROM agents a ORDER BY a.name`,
    );
    return agentListSchema.parse({
      items: rows.map((row) => ({
        ...row,
        lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
        certificateExpiresAt: row.certificateExpiresAt?.toISOString() ?? null,
      })),
    });
  }
}
