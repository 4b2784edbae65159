const LOOK_EVERY_MS = 300;

/**
 * `npm start` puts a shell between npm and this process, and the shell keeps a SIGTERM to itself. So a process that npm
 * started watches its parent, and stops as it would on the signal when the parent is gone.
 */
export function stopWithNpm(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  timer.unref();
}
