const CITIES = ["宁波", "杭州", "绍兴", "温州", "嘉兴", "湖州", "金华", "台州", "丽水", "舟山"];
const SYLLABLES = [
  ..."安邦宝昌诚达德东方富刚高光广贵国海汉和恒弘宏鸿华辉汇惠吉嘉建江金锦京晶景久聚开康科坤乐利联隆茂美民明南宁鹏平普启千勤庆泉荣瑞润三森尚升胜盛世舜顺泰腾天通同旺维文祥新信兴星雄旭亚扬阳耀怡亿益银盈永裕元源",
];
const INDUSTRIES = ["贸易", "纺织", "机械", "电子", "化工", "物流", "建材", "食品", "医药", "科技"];
const FORMS = [
  "有限公司",
  "有限责任公司",
  "股份有限公司",
  "集团有限公司",
  "实业有限公司",
  "发展有限公司",
  "控股有限公司",
  "投资有限公司",
  "国际有限公司",
  "工业有限公司",
];

/** 10 cities × 100 × 100 syllables × 10 industries × 10 forms: one name for each of ten million, readable back. */
export function companyName(digits: string): string {
  const at = (start: number, end: number): number => Number(digits.slice(start, end));
  return [CITIES[at(0, 1)], SYLLABLES[at(1, 3)], SYLLABLES[at(3, 5)], INDUSTRIES[at(5, 6)], FORMS[at(6, 7)]].join("");
}

/** The seven digits of a name that companyName made; null for any other text. */
export function companyNameDigits(name: string): string | null {
  const indexes = [
    CITIES.indexOf(name.slice(0, 2)),
    SYLLABLES.indexOf(name.slice(2, 3)),
    SYLLABLES.indexOf(name.slice(3, 4)),
    INDUSTRIES.indexOf(name.slice(4, 6)),
    FORMS.indexOf(name.slice(6)),
  ];
  if (indexes.includes(-1)) return null;
  return indexes.map((index, place) => String(index).padStart(place === 1 || place === 2 ? 2 : 1, "0")).join("");
}

/** The industry that the name tells. */
export function industryOf(digits: string): string {
  return INDUSTRIES[Number(digits.charAt(5))] ?? "贸易";
}
