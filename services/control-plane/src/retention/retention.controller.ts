import { Controller, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type DeletedFiles, deletedFilesSchema, type SubmissionId } from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { CurrentPrincipal } from '../platform/auth/current-principal.js';
import type { Principal } from '../platform/auth/principal.js';
import { Answers } from '../platform/openapi/answers.js';
import { FileDeletion } from './file-deletion.js';

@ApiTags('submissions')
@Controller('submissions/:id/delete-files')
export class RetentionController {
  constructor(private readonly deletion: FileDeletion) {}

  /** Deletes the files of an ended submission for good; results and scores stay. */
  @Post()
  @AllowRoles('participant', 'organizer')
  @Answers(200, deletedFilesSchema)
  async delete(
    @Param('id', ParseUUIDPipe) id: SubmissionId,
    @CurrentPrincipal() principal: Principal,
  ): Promise<DeletedFiles> {
    await this.deletion.delete(id, principal);
    return { submissionId: id, filesDeleted: true };
  }
}
