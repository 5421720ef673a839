import { workerData } from "node:worker_threads";
import { writeLines, type Feed } from "./feed-file.js";

/** The thread of `writeFeed`. */
writeLines(workerData as Feed);
