/**
 * Loaded into the practice server before its own code: it ends when whoever started it is gone,
 * also when that one was killed and could not say goodbye.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
