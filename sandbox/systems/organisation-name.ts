const ORGANISATION_ENDINGS = /(公司|企业|合伙|中心|集团|基金|委员会|合作社|Ltd\.?|Limited|LLC|Inc\.?|plc)[)）]?$/i;

/** Registers do not say whether a legal representative is a company: the name does. */
export function isOrganisationName(name: string): boolean {
  return ORGANISATION_ENDINGS.test(name.trim());
}
