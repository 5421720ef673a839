import type { CalendarDate, Instant } from "../../src/domain/instant.js";
import type { IdentityDocumentType } from "../../src/domain/identifier.js";
import type { ContactRecord, PartyRecord } from "../../src/domain/records/party.js";
import { seal } from "../../src/domain/sealed.js";
import type { SourceName } from "../../src/domain/source.js";
import { Draw } from "../../sandbox/bank/generated/draw.js";

/** A generated record, and the person or company whose it is in truth. */
export interface GeneratedRecord {
  readonly entity: number;
  readonly record: PartyRecord;
}

/** So many records of each customer on an average: four systems, of which a customer is in two or three. */
export const RECORDS_PER_ENTITY = 2.5;

const SOURCES = ["core-banking", "loan", "card", "crm"] as const satisfies readonly SourceName[];
const IN_SOURCE = { "core-banking": 0.95, loan: 0.4, card: 0.55, crm: 0.6 } as const;

/**
 * Customers of a Chinese bank as four systems know them, with what goes wrong in such systems: names written by ear, in
 * traditional characters or changed; resident numbers of fifteen digits, mistyped or missing; mobiles of the family,
 * changed, or given to somebody else; companies renamed, 有限责任公司 or 有限公司, with the organisation code alone.
 * Entity `n` is a pure function of the seed and `n`.
 */
export function* generatedRecords(seed: number, entities: number): Generator<GeneratedRecord> {
  for (let entity = 0; entity < entities; entity += 1) {
    const records = entity % 20 === 7 ? companyRecords(seed, entity) : personRecords(seed, entity, entities);
    for (const record of records) yield { entity, record };
  }
}

function personRecords(seed: number, n: number, entities: number): PartyRecord[] {
  const draw = new Draw(seed, n, "person");
  const name = personName(draw);
  const birthDate = dateOf(draw);
  const number = residentId(n, birthDate, draw);
  // One in twenty-five shares a mobile with the neighbour, one in thirty has one that was another's before.
  const mobile = mobileOf(draw.chance(0.04) ? n - (n % 2) : n);
  const recycled = draw.chance(0.033) ? mobileOf(draw.below(entities)) : null;
  const former = draw.chance(0.12) ? mobileOf(n + 500_000_000) : mobile;
  const email = draw.chance(0.3) ? `u${n}@example.com` : null;
  const renamed = draw.chance(0.004) ? name.charAt(0) + draw.pick(GIVEN) + draw.pick(GIVEN) : null;
  return presentIn(draw).map((source) => {
    const own = new Draw(seed, n, source);
    const written = source === "core-banking" || renamed === null ? misheard(name, own) : renamed;
    const hasNumber = source === "crm" ? own.chance(0.75) : own.chance(0.985);
    const old = source === "loan" && birthDate.startsWith("19") && own.chance(0.08);
    const digits = own.chance(0.004) ? mistyped(number, own) : old ? number.slice(0, 6) + number.slice(8, 17) : number;
    const phone = source === "core-banking" ? former : recycled !== null && source === "crm" ? recycled : mobile;
    return partyOf(source, n, {
      kind: "PERSON",
      name: written,
      birthDate: source === "loan" || own.chance(0.03) ? null : birthDate,
      documents: hasNumber ? { RESIDENT_ID: digits } : {},
      contacts: [
        ...(own.chance(0.9) ? [["MOBILE", phone] as const] : []),
        ...(email === null ? [] : [["EMAIL", email] as const]),
      ],
      code: null,
    });
  });
}

function companyRecords(seed: number, n: number): PartyRecord[] {
  const draw = new Draw(seed, n, "company");
  const stem =
    draw.pick(CITIES) + draw.pick(SYLLABLES) + draw.pick(SYLLABLES) + draw.pick(SYLLABLES) + draw.pick(TRADES);
  const former = draw.chance(0.05)
    ? draw.pick(CITIES) + draw.pick(SYLLABLES) + draw.pick(SYLLABLES) + draw.pick(TRADES)
    : stem;
  const code = creditCode(n);
  return presentIn(draw).map((source) => {
    const own = new Draw(seed, n, source);
    const form = own.chance(0.3) ? "有限责任公司" : "有限公司";
    const name = (source === "loan" ? former : stem) + form;
    // Old loan files know the organisation code alone, some CRM entries no code at all.
    const known =
      source === "crm" && own.chance(0.15) ? null : source === "loan" && own.chance(0.1) ? code.slice(8, 17) : code;
    return partyOf(source, n, {
      kind: "ORGANIZATION",
      name,
      birthDate: null,
      documents: {},
      contacts: [],
      code: known,
    });
  });
}

function presentIn(draw: Draw): readonly (typeof SOURCES)[number][] {
  const present = SOURCES.filter((source) => draw.chance(IN_SOURCE[source]));
  return present.length === 0 ? ["core-banking"] : present;
}

interface Parts {
  readonly kind: PartyRecord["kind"];
  readonly name: string;
  readonly birthDate: string | null;
  readonly documents: Partial<Record<IdentityDocumentType, string>>;
  readonly contacts: readonly (readonly ["MOBILE" | "EMAIL", string])[];
  readonly code: string | null;
}

/** A record of one of the systems. */
export function partyOf(
  source: SourceName,
  n: number,
  { kind, name, birthDate, documents, contacts, code }: Parts,
): PartyRecord {
  return {
    source,
    recordId: `${source.slice(0, 2)}${n}`,
    kind,
    status: null,
    name: seal(name),
    birthDate: birthDate === null ? null : seal(birthDate as CalendarDate),
    nationality: null,
    occupation: null,
    annualIncome: null,
    riskAppetite: null,
    taxResidency: null,
    documents: Object.entries(documents).map(([type, number]) => ({
      type: type as IdentityDocumentType,
      number: seal(number),
      issuer: null,
      validTo: null,
      verifiedWithAuthorityAt: null,
    })),
    contacts: contacts.map(([type, value]): ContactRecord => ({
      kind: type,
      value: seal(value),
      verification: "NONE",
      observedAt: null,
      preferred: false,
      doNotContact: false,
    })),
    guardians: [],
    wards: [],
    registration:
      kind === "PERSON"
        ? null
        : {
            legalName: name,
            unifiedSocialCreditCode: code,
            lei: null,
            industry: null,
            registrationStatus: null,
            registeredCapital: null,
            legalRepresentative: null,
          },
    confidentiality: null,
    observedAt: (1_780_000_000_000 + (n % 1_000)) as Instant,
    collectedBy: null,
    collectionChannel: null,
    crossReference: null,
  };
}

/** Commonest first, drawn so that a few surnames cover most people. */
const SURNAMES = [
  ..."王李張刘陈杨黄趙吴周徐孙马朱胡郭何林高罗鄭梁谢宋唐许韓冯鄧曹彭曾肖田董袁潘于蔣蔡余杜叶程苏魏呂丁任沈",
];
const GIVEN = [
  ..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红文辉建国志海峰波宁欣雨晨浩宇子涵梓轩佳怡思远俊博雅婷雪梅春燕",
] as unknown as readonly [string, ...string[]];
/** Characters with their homophones, and with the form they have in traditional writing. */
const HOMOPHONES: Readonly<Record<string, string>> = {
  伟: "玮",
  敏: "闵",
  静: "婧",
  丽: "莉",
  娟: "捐",
  涛: "韬",
  明: "铭",
  超: "抄",
  霞: "侠",
  平: "萍",
  刚: "钢",
  英: "瑛",
  玉: "钰",
  文: "雯",
  建: "健",
  海: "嗨",
  峰: "锋",
  波: "玻",
  欣: "新",
  雨: "宇",
  晨: "辰",
  思: "丝",
  俊: "骏",
  婷: "停",
};
const TRADITIONAL: Readonly<Record<string, string>> = {
  刘: "劉",
  陈: "陳",
  杨: "楊",
  吴: "吳",
  孙: "孫",
  马: "馬",
  罗: "羅",
  谢: "謝",
  许: "許",
  冯: "馮",
  叶: "葉",
  苏: "蘇",
  伟: "偉",
  静: "靜",
  丽: "麗",
  强: "強",
  军: "軍",
  艳: "艷",
  涛: "濤",
  刚: "剛",
  兰: "蘭",
  红: "紅",
  辉: "輝",
  国: "國",
  华: "華",
  轩: "軒",
  远: "遠",
};
const CITIES = ["宁波", "杭州", "绍兴", "温州", "嘉兴", "湖州", "金华", "台州"] as const;
const SYLLABLES = [
  ..."安邦宝昌诚达德东方富刚高光广贵海汉和恒弘宏鸿辉汇惠吉嘉建江金锦京晶景久聚开康科坤乐利联隆茂美民",
] as unknown as readonly [string, ...string[]];
const TRADES = ["贸易", "纺织", "机械", "电子", "化工", "物流", "建材", "食品"] as const;

function personName(draw: Draw): string {
  const surname = SURNAMES[Math.floor(draw.next() ** 2 * SURNAMES.length)] ?? "王";
  return surname + draw.pick(GIVEN) + (draw.chance(0.75) ? draw.pick(GIVEN) : "");
}

/** As another system writes the name: mostly the same, sometimes in traditional characters, sometimes by ear. */
function misheard(name: string, draw: Draw): string {
  if (draw.chance(0.03)) return [...name].map((each) => TRADITIONAL[each] ?? each).join("");
  if (!draw.chance(0.015)) return name;
  const at = 1 + draw.below(name.length - 1);
  const other = HOMOPHONES[name.charAt(at)];
  return other === undefined ? name : name.slice(0, at) + other + name.slice(at + 1);
}

function dateOf(draw: Draw): string {
  const day = new Date(Date.UTC(1940, 0, 1) + draw.below(68 * 365) * 86_400_000);
  return day.toISOString().slice(0, 10);
}

/** Region 99 is nobody's, so no real person is hit; the check character is right. */
function residentId(n: number, birthDate: string, draw: Draw): string {
  const body = `99${String(1_000 + (n % 9_000)).slice(0, 4)}${birthDate.replaceAll("-", "")}${String(draw.below(1_000)).padStart(3, "0")}`;
  return body + checkOf(body);
}

function checkOf(body: string): string {
  const total = [...body].reduce((sum, digit, index) => sum + Number(digit) * (2 ** (17 - index) % 11), 0);
  return "10X98765432".charAt(total % 11);
}

/** Two neighbouring digits exchanged: the check character finds it out. */
function mistyped(number: string, draw: Draw): string {
  const at = 6 + draw.below(10);
  return number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2);
}

function mobileOf(n: number): string {
  return `1${String(3_000_000_000 + ((n * 7_919) % 6_999_999_999))}`;
}

const CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

function creditCode(n: number): string {
  const organisation = organisationCode(String(n).padStart(8, "0"));
  const body = `91990000${organisation}`;
  const total = [...body].reduce((sum, each, index) => sum + CODE_ALPHABET.indexOf(each) * (3 ** index % 31), 0);
  return body + CODE_ALPHABET.charAt((31 - (total % 31)) % 31);
}

function organisationCode(body: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const total = weights.reduce((sum, weight, index) => sum + weight * Number(body.charAt(index)), 0);
  const check = 11 - (total % 11);
  return body + (check === 10 ? "X" : check === 11 ? "0" : String(check));
}
