export { LeaderboardModule } from './leaderboard.module.js';
