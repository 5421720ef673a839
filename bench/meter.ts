import { monitorEventLoopDelay } from "node:perf_hooks";

/** What a measured process says of itself. CPU counts from the process's start; ask twice and subtract. */
export interface Reading {
  /** Milliseconds of user and system time together. */
  readonly cpuMs: number;
  readonly residentMb: number;
  /** The longest that the event loop was kept waiting since the reading before, in milliseconds. */
  readonly longestBlockMs: number;
}

/**
 * Loaded into a measured process ahead of its own program (`--import`): answers the message "read" with a Reading. The
 * process itself is the one that users run, and knows nothing of it.
 */
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();

process.on("message", (message) => {
  if (message !== "read") return;
  const { user, system } = process.cpuUsage();
  const reading: Reading = {
    cpuMs: (user + system) / 1000,
    residentMb: process.memoryUsage.rss() / 1024 / 1024,
    longestBlockMs: delay.max / 1e6,
  };
  delay.reset();
  process.send?.(reading);
});
// The channel alone must not keep a process alive that wants to end.
process.channel?.unref();
