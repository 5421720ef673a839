import { openChaosWorld, openKeepingWorld } from "./chaos-world.js";
import { redisRows } from "./redis-rows.js";
import { allRows } from "./rows.js";
import { chaosSuite } from "./suite.js";

const load = { pages: 80, atOnce: 5 };

chaosSuite({ title: "While something is wrong", rows: allRows(), load, open: openChaosWorld });
chaosSuite({ title: "While Redis is in trouble", rows: redisRows(), load, open: openKeepingWorld });
