import { Module } from '@nestjs/common';
import { BoardService } from './board-service.js';
import { BoardViews } from './board-views.js';
import { BoardsController } from './boards.controller.js';

/** Devices under test. */
@Module({ controllers: [BoardsController], providers: [BoardService, BoardViews], exports: [BoardViews] })
export class BoardsModule {}
