import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type InvariantList, invariantListSchema } from '@npufarm/contracts';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { Answers } from '../platform/openapi/answers.js';
import { InvariantMonitor } from './invariant-monitor.js';

@ApiTags('invariants')
@Controller('invariants')
export class InvariantsController {
  constructor(private readonly monitor: InvariantMonitor) {}

  /** What must be true of the farm's tables at every moment, and where it is not, checked now. */
  @Get()
  @AllowRoles('operator')
  @Answers(200, invariantListSchema)
  async list(): Promise<InvariantList> {
    return { items: await this.monitor.check() };
  }
}
