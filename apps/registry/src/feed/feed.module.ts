import { Module } from '@nestjs/common';
import { FeedPages } from './feed.pages.js';
import { FeedQueriesController } from './feed.queries.controller.js';
import { LiveFeeds } from './live-feeds.js';

/** The change feed: the log, sorted by who may read it. */
@Module({
  controllers: [FeedQueriesController],
  providers: [FeedPages, LiveFeeds],
})
export class FeedModule {}
