import { buildIndex } from "./build-index.js";
console.log(await buildIndex(Number(process.argv[2] ?? 20000), (t) => console.log(t)));
