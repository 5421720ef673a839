import type { ByteSource } from "./collector.js";

/** What anybody writes past the logger, to the console or straight to the process's own streams. */
export function consoleBytes(): ByteSource & { restore(): void } {
  let written: string[] = [];
  const streams = [process.stdout, process.stderr];
  const originals = streams.map((stream) => stream.write.bind(stream));
  const methods = ["log", "info", "warn", "error", "debug"] as const;
  const consoles = methods.map((method) => console[method].bind(console));
  streams.forEach((stream, index) => {
    stream.write = (chunk: string | Uint8Array, ...rest: never[]) => {
      written.push(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"));
      return originals[index]?.(chunk, ...rest) ?? true;
    };
  });
  for (const method of methods)
    console[method] = (...words: unknown[]) => void written.push(words.map(String).join(" "));
  return {
    name: "console",
    take: () => {
      const taken = written;
      written = [];
      return Promise.resolve(taken);
    },
    restore: () => {
      streams.forEach((stream, index) => {
        const original = originals[index];
        if (original !== undefined) stream.write = original;
      });
      methods.forEach((method, index) => {
        const original = consoles[index];
        if (original !== undefined) console[method] = original;
      });
    },
  };
}
