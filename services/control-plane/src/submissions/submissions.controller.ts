import { Controller, Get, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  type SubmissionId,
  type SubmissionList,
  type SubmissionView,
  type SubmitQuery,
  submissionListSchema,
  submissionViewSchema,
  submitQuerySchema,
} from '@npufarm/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../platform/auth/current-principal.js';
import type { Principal } from '../platform/auth/principal.js';
import { uploadOf } from '../platform/http/upload-of.js';
import { Answers } from '../platform/openapi/answers.js';
import { lastEventId } from '../platform/sse/last-event-id.js';
import { sendEventStream } from '../platform/sse/send-event-stream.js';
import { idempotencyKeyOf } from './idempotency-key.js';
import { type ListQuery, listQuerySchema } from './list-query.js';
import { SubmissionIntake } from './submission-intake.js';
import { SubmissionStream } from './submission-stream.js';
import { SubmissionViews } from './submission-views.js';
import { TeamChoice } from './team-choice.js';
import { requireTeam, teamOf } from '../platform/auth/team-of.js';

@ApiTags('submissions')
@Controller('submissions')
export class SubmissionsController {
  constructor(
    private readonly intake: SubmissionIntake,
    private readonly views: SubmissionViews,
    private readonly stream: SubmissionStream,
    private readonly choice: TeamChoice,
  ) {}

  /** Hands in a model; the body is the .tflite file or the challenge's archive (.zip). Repeating it with the same key is harmless. */
  @Post()
  @AllowRoles('participant')
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Answers(201, submissionViewSchema)
  async submit(
    @Query({ schema: submitQuerySchema }) query: SubmitQuery,
    @Req() request: FastifyRequest,
    @CurrentPrincipal() principal: Principal,
  ): Promise<SubmissionView> {
    const id = await this.intake.submit({
      ...query,
      teamId: requireTeam(principal),
      idempotencyKey: idempotencyKeyOf(request),
      content: uploadOf(request),
    });
    return this.views.get(id);
  }

  /** Submissions, newest first; participants see their own team's. */
  @Get()
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, submissionListSchema)
  async list(
    @Query({ schema: listQuerySchema }) query: ListQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<SubmissionList> {
    return { items: await this.views.list({ ...query, teamId: teamOf(principal) }) };
  }

  /** One submission with its check, jobs, timings and scores. */
  @Get(':id')
  @AllowRoles('participant', 'organizer', 'operator')
  @Answers(200, submissionViewSchema)
  get(
    @Param('id', ParseUUIDPipe) id: SubmissionId,
    @CurrentPrincipal() principal: Principal,
  ): Promise<SubmissionView> {
    return this.views.get(id, teamOf(principal));
  }

  /** Takes a submission back while its phase is open. */
  @Post(':id/withdraw')
  @AllowRoles('participant')
  @Answers(200, submissionViewSchema)
  async withdraw(
    @Param('id', ParseUUIDPipe) id: SubmissionId,
    @CurrentPrincipal() principal: Principal,
  ): Promise<SubmissionView> {
    await this.choice.withdraw(id, principal);
    return this.views.get(id, teamOf(principal));
  }

  /** Makes a submission the one that counts for its team, in a phase that ranks finals. */
  @Post(':id/final')
  @AllowRoles('participant')
  @Answers(200, submissionViewSchema)
  async makeFinal(
    @Param('id', ParseUUIDPipe) id: SubmissionId,
    @CurrentPrincipal() principal: Principal,
  ): Promise<SubmissionView> {
    await this.choice.makeFinal(id, principal);
    return this.views.get(id, teamOf(principal));
  }

  /** State changes and the log of its jobs as they come, until its verdict; resumes by Last-Event-ID. */
  @Get(':id/events')
  @AllowRoles('participant', 'organizer', 'operator')
  @ApiProduces('text/event-stream')
  async events(
    @Param('id', ParseUUIDPipe) id: SubmissionId,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentPrincipal() principal: Principal,
  ): Promise<void> {
    await this.views.get(id, teamOf(principal));
    await sendEventStream(request, reply, (signal) => this.stream.follow(id, lastEventId(request), signal));
  }
}
