import { someRows } from "./rows.js";
import { chaosSuite } from "./suite.js";

chaosSuite(someRows(), { pages: 50, atOnce: 5 });
