import { defineConfig } from "vitest/config";
import usual from "./vitest.config.ts";

/** The long form of the chaos suite, `npm run test:chaos`: about ten minutes, alone on its machine. */
export default defineConfig({
  ...usual,
  test: { ...usual.test, projects: undefined, include: ["test/chaos/*.chaos.ts"], maxWorkers: 1 },
});
