import { defineConfig } from "vitest/config";
import usual from "./vitest.config.ts";

const test = { ...usual.test };
delete test.projects;

/** The long form of the chaos suite, `npm run test:chaos`: about ten minutes, alone on its machine. */
export default defineConfig({ ...usual, test: { ...test, include: ["test/chaos/*.chaos.ts"], maxWorkers: 1 } });
