import { workerData } from "node:worker_threads";
import { answerCalls } from "../../platform/thread.js";
import { KeyRing, type KeySecret } from "../features/key-ring.js";
import type { MatchModel } from "../match/match-model.js";
import { openIdentityStore } from "../open-identity-store.js";
import { InlinePartitioner } from "./partitioner.js";

export interface PartitionData {
  /** The index's address. */
  readonly where: string;
  readonly keys: readonly KeySecret[];
  readonly model: MatchModel;
  readonly secret: string;
}

const { where, keys, model, secret } = workerData as PartitionData;
const store = await openIdentityStore(where);
const partitioner = new InlinePartitioner(store, { ring: new KeyRing(keys), model, secret });

/** Rows leave as one text: a thread takes a text over as it is, and anything else piece by piece. */
answerCalls({
  read: async () => JSON.stringify(await partitioner.read()),
  compare: () => partitioner.compare(),
  name: (decidedAt: number) => partitioner.name(store, decidedAt),
  next: async () => JSON.stringify(await partitioner.next()),
  close: () => store.destroy(),
});
