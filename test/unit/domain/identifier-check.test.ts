import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkIdentifier, oldResidentId, upgradeResidentId } from "../../../src/domain/identifier-check.js";
import { IDENTIFIER_TYPES, type IdentifierType } from "../../../src/domain/identifier.js";

const VALID: Partial<Record<IdentifierType, readonly string[]>> = {
  RESIDENT_ID: [
    "11010519491231002X",
    "440524188001010014",
    "110101199003070011",
    "11010119900307002X",
    "110101199003071233",
    "310101198506150016",
    "310101198506151238",
    "440301197812010017",
    "51010420000229002X",
    "33010619950823001X",
    "810000199001010019",
    "820000199001010029",
    "830000199001010039",
  ],
  USCC: [
    "91110000802100433B",
    "91350100M000100Y43",
    "9150000020286320X6",
    "91440101675657502F",
    "91440300708461136T",
    "51210100508206173F",
    "53100000MJ0065049E",
    "12110108MB012357XN",
    "91110000MA0ABCD1XU",
    "91310000MA1FG2H38J",
    "91440300MA5D6E7F6F",
    "92330100MA2K3L4M8K",
    "52110100MJ0123456E",
  ],
  LEI: [
    "5493001KJTIIGC8Y1R12",
    "HWUPKR0MPOU8FGXBT394",
    "5493002ERZU2K9PZDL40",
    "549300LBI3LRIZ2V8V66",
    "300300TEST0000000170",
  ],
  PASSPORT: ["E12345678", "EA1234567", "G12345678", "DE1234567", "K12345678", "MA1234567"],
  HKMO_PERMIT: ["H12345678", "M12345678", "H1234567801"],
  TAIWAN_PERMIT: ["12345678"],
  FOREIGN_PR: ["ABC123456789012"],
  CARD_PAN: ["6222021000000000017", "6225880000000019", "6200000000000005"],
  MOBILE: ["13912345678", "19912345678"],
  EMAIL: ["zhang@example.com"],
  ACCOUNT_NUMBER: ["6222021000000012", "GB82WEST12345698765432"],
  CIF: ["10000001"],
};

const INVALID: Partial<Record<IdentifierType, readonly string[]>> = {
  RESIDENT_ID: [
    "110101199003070012",
    "510104200102290019",
    "11010120990101001X",
    "110101209901010017",
    "110101185001010018",
    "110101199013070011",
    "11010119900307001",
    "1101011990030700112",
    "11010119900307O011",
    "110105491331002",
    "",
  ],
  USCC: ["91320594758983201R", "91110000802100433C", "91110000802100433", "9111000080210043IB", ""],
  LEI: ["5493001KJTIIGC8Y1R13", "5493001KJTIIGC8Y1R1", "5493001KJTIIGC8Y1R1A", ""],
  PASSPORT: ["E1234", "护照12345678"],
  HKMO_PERMIT: ["C12345678", "H1234567", "H123456780"],
  TAIWAN_PERMIT: ["1234567", "123456789"],
  CARD_PAN: ["622588000001", "62220210000000000171", "6222o21000000000017"],
  MOBILE: ["12912345678", "1391234567", "1391234567890", "+85291234567"],
  EMAIL: ["zhang", "zhang@", "@example.com", "a b@c.cn", `${"a".repeat(260)}@b.cn`],
};

describe.each(Object.entries(VALID))("%s", (type, numbers) => {
  it.each(numbers)("%s is valid, and its own normal form", (number) => {
    expect(checkIdentifier(type as IdentifierType, number)).toEqual({ type, value: number, isValid: true });
  });
});

describe.each(Object.entries(INVALID))("%s", (type, numbers) => {
  it.each(numbers)("%j is not valid", (number) => {
    expect(checkIdentifier(type as IdentifierType, number).isValid).toBe(false);
  });
});

describe("an identifier is read as people write it", () => {
  it.each<[IdentifierType, string, string]>([
    ["RESIDENT_ID", " 11010519491231002x ", "11010519491231002X"],
    ["RESIDENT_ID", "110105 19491231 002X", "11010519491231002X"],
    ["RESIDENT_ID", "１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"],
    ["RESIDENT_ID", "110105491231002", "11010519491231002X"],
    ["USCC", "91110000-802100433-b", "91110000802100433B"],
    ["MOBILE", "+86 139 1234 5678", "13912345678"],
    ["MOBILE", "0086-139-1234-5678", "13912345678"],
    ["MOBILE", "8613912345678", "13912345678"],
    ["MOBILE", "17951 13912345678", "13912345678"],
    ["EMAIL", " Zhang@Example.COM ", "zhang@example.com"],
    ["CARD_PAN", "6222 0210 0000 0000 017", "6222021000000000017"],
  ])("%s %j", (type, written, value) => {
    expect(checkIdentifier(type, written)).toEqual({ type, value, isValid: true });
  });

  it("but a system's own key is left as it is", () => {
    expect(checkIdentifier("CRM", " aB-01 ").value).toBe("aB-01");
  });
});

describe("the old resident number", () => {
  it("gets its century and check character", () => {
    expect(upgradeResidentId("110105491231002")).toBe("11010519491231002X");
  });

  it("is found again from the new one, for people born before 2000", () => {
    expect(oldResidentId("11010519491231002X")).toBe("110105491231002");
    expect(oldResidentId("51010420000229002X")).toBeNull();
    expect(oldResidentId("E12345678")).toBeNull();
  });

  it("and the new one are each other's", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{15}$/), (old) => {
        expect(oldResidentId(upgradeResidentId(old))).toBe(old);
      }),
    );
  });
});

const isDigit = (character: string): boolean => /\d/.test(character);

describe("one wrong character", () => {
  it.each<[IdentifierType, string]>([
    ["RESIDENT_ID", "0123456789X"],
    ["USCC", "0123456789ABCDEFGHJKLMNPQRTUWXY"],
    ["LEI", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"],
  ])("is seen anywhere in a %s", (type, alphabet) => {
    const numbers = VALID[type] ?? [];
    fc.assert(
      fc.property(fc.constantFrom(...numbers), fc.nat(), fc.constantFrom(...alphabet), (number, at, character) => {
        const place = at % number.length;
        fc.pre(number.charAt(place) !== character);
        // A letter counts as two digits in an LEI: one in 97 swaps of a digit and a letter cannot be seen.
        fc.pre(type !== "LEI" || isDigit(character) === isDigit(number.charAt(place)));
        const wrong = number.slice(0, place) + character + number.slice(place + 1);
        expect(checkIdentifier(type, wrong).isValid, wrong).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});

it("a credit code's check character may be 0", () => {
  // Sixteen characters with every seventeenth: one of them has the check character 0.
  const bodies = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"].map((last) => `9111000080210043${last}`);
  expect(bodies.filter((body) => checkIdentifier("USCC", `${body}0`).isValid)).toHaveLength(1);
});

it("nothing that is typed makes a check throw", () => {
  fc.assert(
    fc.property(fc.constantFrom(...IDENTIFIER_TYPES), fc.string({ unit: "binary" }), (type, input) => {
      const { value, isValid } = checkIdentifier(type, input);
      if (isValid) expect(checkIdentifier(type, value)).toEqual({ type, value, isValid });
    }),
    { numRuns: 1_000 },
  );
});
