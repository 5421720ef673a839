import * as OpenCC from "opencc-js";
import { pinyin } from "pinyin-pro";
import { normalName } from "../normal-name.js";

/** A name in every form in which it may be compared. */
export interface NameForms {
  readonly normal: string;
  /** In simplified characters; the same as `normal` where nothing is traditional. */
  readonly simplified: string;
  /** Syllables without tones, of a Han name; null for any other. */
  readonly sound: string | null;
  /** The words of a Latin name in the order in which they stand; empty for a Han name. */
  readonly words: readonly string[];
}

const toSimplified = OpenCC.Converter({ from: "t", to: "cn" });
const HAN = /\p{Script=Han}/u;

export function nameForms(name: string): NameForms {
  const normal = normalName(name);
  if (!HAN.test(normal)) return { normal, simplified: normal, sound: null, words: wordsOf(normal) };
  const simplified = normalName(toSimplified(normal));
  return { normal, simplified, sound: pinyin(simplified, { toneType: "none", mode: "surname" }), words: [] };
}

function wordsOf(name: string): readonly string[] {
  return name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .split(/[^\p{L}\p{N}']+/u)
    .filter((word) => word !== "");
}

// The first name costs as much as thousands: the dictionaries are read. Paid at start, no look-up waits for it.
nameForms("歐陽");
