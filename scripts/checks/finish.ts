import { argv } from "node:process";
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Whether the module of `url` is the program being run, rather than imported by a test. */
export function isMain(url: string): boolean {
  const program = argv[1];
  return program !== undefined && realpathSync(program) === fileURLToPath(url);
}

/** Prints the offences of a check, one line each, and sets the exit status. Warnings never fail it. */
export function finish(check: string, offences: readonly string[], warnings: readonly string[] = []): void {
  for (const warning of warnings) console.log(`warning: ${warning}`);
  for (const offence of offences) console.error(offence);
  console.log(offences.length === 0 ? `${check}: passed` : `${check}: ${offences.length} to put right`);
  if (offences.length > 0) process.exitCode = 1;
}
