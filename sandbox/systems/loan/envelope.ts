import { DAY_MS, toDate } from "../../framework/clock.js";
import type { SystemOptions } from "../../framework/system.js";
import { toCompactDate } from "./answers.js";

export type ResultCode = "0000" | "1001" | "1003" | "2001" | "9001" | "9999";

/** The envelope around every answer, business errors included; the batch is that of the night before. */
export class Envelope {
  constructor(private readonly options: SystemOptions) {}

  success(content: object) {
    return { code: "0000", msg: "success", batchDate: this.#batchDate(), ...content };
  }

  notFound(ids: readonly string[]) {
    return { ...this.error("2001", "not found"), notFound: ids };
  }

  error(code: Exclude<ResultCode, "0000">, msg: string) {
    return { code, msg, batchDate: this.#batchDate(), rows: [] };
  }

  #batchDate(): string {
    return toCompactDate(toDate(new Date(this.options.asOf().getTime() - DAY_MS)));
  }
}
