import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type JobId,
  type JobList,
  jobListSchema,
  jobStateSchema,
  type JobView,
  jobViewSchema,
  type StaleEvidenceList,
  staleEvidenceListSchema,
  submissionIdSchema,
  type TeamId,
} from '@npufarm/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { cancelJob, JobQueue, rerunJob, WorkTransaction } from '../jobs/index.js';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../platform/auth/current-principal.js';
import type { Principal } from '../platform/auth/principal.js';
import { Clock } from '../platform/clock/clock.js';
import { Answers } from '../platform/openapi/answers.js';
import { lastEventId } from '../platform/sse/last-event-id.js';
import { sendEventStream } from '../platform/sse/send-event-stream.js';
import { JobLog } from './job-log.js';
import { JobViews } from './job-views.js';

const listQuerySchema = z.object({
  submission: submissionIdSchema.optional(),
  state: jobStateSchema.optional(),
});

@ApiTags('jobs')
@Controller('jobs')
export class JobsController {
  constructor(
    private readonly views: JobViews,
    private readonly log: JobLog,
    private readonly work: WorkTransaction,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** The newest jobs; a participant sees those of the own team. */
  @Get()
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, jobListSchema)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: listQuerySchema }) { submission, state }: z.infer<typeof listQuerySchema>,
  ): Promise<JobList> {
    return { items: await this.views.list({ teamId: teamOf(principal), submissionId: submission, state }) };
  }

  /** One job with its attempts and, while it waits, the reasons. */
  @Get(':id')
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, jobViewSchema)
  show(@CurrentPrincipal() principal: Principal, @Param('id', ParseUUIDPipe) id: JobId): Promise<JobView> {
    return this.views.get(id, teamOf(principal));
  }

  /** Its log as server-sent events: `log` per line, `state` on a change; resumes after Last-Event-ID. */
  @Get(':id/events')
  @AllowRoles('participant', 'organizer', 'operator')
  async follow(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseUUIDPipe) id: JobId,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.views.get(id, teamOf(principal));
    await sendEventStream(request, reply, (signal) => this.log.follow(id, lastEventId(request), signal));
  }

  /** Results that came too late or could not be used: kept as evidence, never scored. */
  @Get(':id/stale-evidence')
  @AllowRoles('organizer', 'operator')
  @Answers(200, staleEvidenceListSchema)
  async stale(@Param('id', ParseUUIDPipe) id: JobId): Promise<StaleEvidenceList> {
    return { items: await this.views.staleEvidence(id) };
  }

  /** Asks a job to stop; cancelling one that has ended changes nothing. */
  @Post(':id/cancel')
  @HttpCode(200)
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, jobViewSchema)
  async cancel(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseUUIDPipe) id: JobId,
  ): Promise<JobView> {
    await this.views.get(id, teamOf(principal));
    const isOwn = principal.role === 'participant';
    await this.work.run((manager, notices) =>
      cancelJob(
        manager,
        id,
        {
          now: this.clock.now(),
          failureClass: isOwn ? 'CANCELLED_USER' : 'CANCELLED_ADMIN',
          detail: `Cancelled by ${principal.role} ${principal.name}.`,
        },
        notices,
      ),
    );
    return this.views.get(id, teamOf(principal));
  }

  /** Runs the work of an ended job again as a new job, which is the answer. */
  @Post(':id/rerun')
  @AllowRoles('organizer', 'operator')
  @Answers(201, jobViewSchema)
  async rerun(@Param('id', ParseUUIDPipe) id: JobId): Promise<JobView> {
    const again = await this.work.run(async (manager, notices) => {
      notices.workQueued();
      return rerunJob(manager, this.queue, id);
    });
    return this.views.get(again);
  }
}

/** Whose jobs a caller may see; undefined for all. */
function teamOf({ role, teamId }: Principal): TeamId | undefined {
  if (role !== 'participant') return undefined;
  if (teamId === undefined) throw new Error('A participant token without a team.');
  return teamId as TeamId;
}
