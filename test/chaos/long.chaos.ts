import { allRows } from "./rows.js";
import { chaosSuite } from "./suite.js";

chaosSuite(allRows(), { pages: 80, atOnce: 5 });
