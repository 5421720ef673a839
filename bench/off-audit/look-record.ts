import type * as real from "../../src/graph/engine/look-record.js";

const NO_EVENT = {} as ReturnType<typeof real.toLookRecord>;

export const toLookRecord: typeof real.toLookRecord = () => NO_EVENT;
export const dataShown: typeof real.dataShown = () => "nothing";
