/** The Redis whose commands and replies these are. */
export const REDIS_VERSION = '7.0.15';
