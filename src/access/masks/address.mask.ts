import { bounded, type TextMask } from "./mask.js";
import type { MaskStyle } from "./mask-style.js";
import { toNormalForm } from "./normal-form.js";

/**
 * Province, city and district; the rest is stars: 北京市海淀区`****`. STRICT leaves the district out. An address that does
 * not name them is hidden whole.
 */
export function addressMask(style: MaskStyle): TextMask {
  if (style === "HIDDEN") return () => HIDDEN;
  const region = style === "STRICT" ? CITY_ONLY : REGION;
  return bounded((address) => `${region.exec(toNormalForm(address))?.[0] ?? ""}${HIDDEN}`, HIDDEN);
}

const HIDDEN = "****";
/** Inside a region's name none of the words for streets and houses: behind them a person lives. */
const NAME = String.raw`(?![路街巷弄号])\p{Script=Han}(?:(?![路街道巷弄号])\p{Script=Han})`;
const PROVINCE = `(?:${NAME}{1,7}?(?:省|自治区|特别行政区))?`;
/** Not a market; and not an estate, a campus or a works instead of a district. */
const CITY = `(?:${NAME}{1,7}?(?:(?<![超夜菜集商])市|自治州|地区|盟))`;
const DISTRICT = `(?:${NAME}{0,6}?(?:(?<![小社校厂院营])区|县|旗))?`;
const REGION = new RegExp(`^${PROVINCE}${CITY}${DISTRICT}`, "u");
const CITY_ONLY = new RegExp(`^${PROVINCE}${CITY}`, "u");
