import type { Bank } from "./bank.js";
import { companies } from "./fixture/companies.js";
import { possibleSubsidiary, registeredCompany } from "./generated/company.js";
import { companyNameDigits } from "./generated/company-name.js";
import type { Population } from "./generated/population.js";
import { isCompany } from "./generated/traits.js";
import type { Company, RegisteredCompany, Registry } from "./model.js";

type CompanyLookups = Pick<
  Bank,
  "companyByUscc" | "companyByLei" | "companyByRegistrationNumber" | "companiesByName" | "companiesOwnedBy"
>;

/** Companies as each register shows them: the fixture's first, then the generated ones. GLEIF has only those with an LEI. */
export function registryLookups(population: Population): CompanyLookups {
  const { numbering } = population;
  const generated = (position: number | null): RegisteredCompany | null =>
    position !== null && isCompany(position) ? registeredCompany(population, position) : null;
  const matching = (
    registry: Registry,
    stream: "uscc" | "lei" | "registration",
    text: string,
    key: "uscc" | "lei" | "registrationNumber",
  ): Company | null => {
    const company = companies.find((known) => known[key] === text) ?? generated(numbering.position(stream, text));
    return company?.[key] === text ? shownBy(registry, company) : null;
  };
  return {
    companyByUscc: (registry, uscc) => matching(registry, "uscc", uscc, "uscc"),
    companyByLei: (registry, lei) => matching(registry, "lei", lei, "lei"),
    companyByRegistrationNumber: (registry, number) => matching(registry, "registration", number, "registrationNumber"),
    companiesByName(registry, name) {
      const known = companies.filter((company) => company.name === name);
      const digits = companyNameDigits(name);
      const made = digits === null ? null : generated(numbering.position("company-name", digits));
      return present([...known, ...(made ? [made] : [])].map((company) => shownBy(registry, company)));
    },
    companiesOwnedBy(registry, owner) {
      const position = "uscc" in owner ? numbering.position("uscc", owner.uscc) : null;
      const next = position === null ? null : possibleSubsidiary(position);
      const made = next !== null && next < population.size ? generated(next) : null;
      return present([...companies, ...(made ? [made] : [])].map((company) => shownBy(registry, company))).filter(
        (company) =>
          company.shareholders.some((share) =>
            "uscc" in owner
              ? share.ownerUscc === owner.uscc
              : share.ownerUscc === null && share.ownerName === owner.personName,
          ),
      );
    },
  };
}

function shownBy(registry: Registry, { differently, ...company }: RegisteredCompany): Company | null {
  const shown = { ...company, ...differently[registry] };
  return registry === "gleif" && shown.lei === null ? null : shown;
}

function present(found: readonly (Company | null)[]): Company[] {
  return found.filter((company) => company !== null);
}
