export { LeaderboardModule } from './leaderboard.module.js';
export { Leaderboards } from './leaderboards.js';
