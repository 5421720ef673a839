import { openChaosWorld } from "./chaos-world.js";
import { someRows } from "./rows.js";
import { chaosSuite } from "./suite.js";

chaosSuite({
  title: "While something is wrong",
  rows: someRows(),
  load: { pages: 50, atOnce: 5 },
  open: openChaosWorld,
});
