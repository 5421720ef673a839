import { openKeepingWorld } from "./chaos-world.js";
import { redisRows } from "./redis-rows.js";
import { chaosSuite } from "./suite.js";

chaosSuite({
  title: "While Redis is in trouble",
  rows: redisRows(),
  load: { pages: 50, atOnce: 5 },
  open: openKeepingWorld,
});
