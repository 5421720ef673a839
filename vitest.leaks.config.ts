import { defineConfig, mergeConfig } from "vitest/config";
import base from "./vitest.config.js";

/** The leak matrix with every combination, for nights and releases: `npm run test:leaks`. */
export default mergeConfig(
  base,
  defineConfig({ test: { env: { LEAKS: "exhaustive" }, testTimeout: 900_000, hookTimeout: 300_000 } }),
);
