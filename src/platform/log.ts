import { destination, pino, type Logger } from "pino";

export type Log = Pick<Logger, "info" | "warn" | "error" | "debug"> & { child(bindings: Record<string, unknown>): Log };

/** Structured lines on standard output (or standard error, where standard output carries an answer). Sealed values print `[sealed]`. */
export function createLog(options: { level: string; to: "stdout" | "stderr" }): Log {
  return pino(
    { level: options.level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` },
    destination({ dest: options.to === "stdout" ? 1 : 2, sync: false }),
  );
}
