import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { FarmEvents } from '../platform/events/farm-events.js';
import { Notices } from './notices.js';

/** Runs work in one database transaction and publishes its notices after the commit. */
@Injectable()
export class WorkTransaction {
  constructor(
    private readonly dataSource: DataSource,
    private readonly events: FarmEvents,
  ) {}

  async run<Answer>(work: (manager: EntityManager, notices: Notices) => Promise<Answer>): Promise<Answer> {
    const notices = new Notices();
    const answer = await this.dataSource.transaction((manager) => work(manager, notices));
    notices.publish(this.events);
    return answer;
  }
}
