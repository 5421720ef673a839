import type { TextMask } from "./mask.js";

/** Province, city and district; the rest is stars: 北京市海淀区`****`. An address that does not name them is hidden whole. */
export const maskAddress: TextMask = (address) => {
  const match = REGION.exec(address.normalize("NFKC").trim());
  return `${match?.[0] ?? ""}****`;
};

const REGION =
  /^(?:[\p{Script=Han}]{2,8}?(?:省|自治区|特别行政区))?(?:[\p{Script=Han}]{2,8}?(?:市|自治州|地区|盟))(?:[\p{Script=Han}]{1,8}?(?:区|县|旗))?/u;
