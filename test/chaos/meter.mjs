/** Loaded into the gateway's process (`--import`): says how much it holds once everything that can go has gone. */
process.on("message", () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.((heapUsed + external) / 1024 / 1024);
});
// The channel alone must not keep the process alive.
process.channel?.unref();
