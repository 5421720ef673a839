import { withGrouping } from "../../../src/domain/money.js";
import type { Canary } from "./canary-bank.js";

/** The forms in which a value may leave a process unnoticed by whoever looks for it as it is written. */
export function needlesOf({ marker, kind }: Pick<Canary, "marker" | "kind">): readonly string[] {
  const forms = new Set([marker]);
  if (kind === "AMOUNT") {
    forms.add(withGrouping(marker));
    forms.add(marker.replace(".", ""));
  }
  if (kind === "BIRTH_DATE") forms.add(marker.replaceAll("-", "/"));
  // A birth date's bare digits stand in the resident number, where they are that number's secret.
  if (/^[\d-]+$/.test(marker) && kind !== "BIRTH_DATE") forms.add(marker.replaceAll("-", ""));
  return [...forms].flatMap((form) => [
    form,
    encodeURIComponent(form),
    escaped(form),
    Buffer.from(form, "utf8").toString("hex"),
    ...inBase64(form),
    ...inBase64(form).map((base64) => base64.replaceAll("+", "-").replaceAll("/", "_")),
  ]);
}

/** As JSON writes it where only ASCII may be. */
function escaped(text: string): string {
  return [...text]
    .map((each) =>
      (each.codePointAt(0) ?? 0) < 128 ? each : `\\u${(each.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
    )
    .join("");
}

/** What of a text in base64 does not depend on its neighbours, at each of the three places where it may begin. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from("\0".repeat(offset) + text, "utf8")
      .toString("base64")
      .replaceAll("=", "");
    return encoded.slice(offset === 0 ? 0 : offset + 1, -1);
  });
}
