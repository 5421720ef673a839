import type { QualityRecord } from "../../profile/survivorship/quality.js";
import { DataQuality, SourceQuality } from "./data-quality.type.js";
import { toScore, type Figure } from "./figure.js";
import { toAttributeFact, type Showing } from "./to-attribute-fact.js";

/** A quotient to two places, which is as exact as trust itself is. */
const twoPlaces = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(2)));

export function toDataQuality(quality: QualityRecord, showing: Showing): DataQuality {
  const { missing, conflicts, bySource, withheld, missingSources } = quality;
  const { decision, now, systemOf } = showing;
  return Object.assign(new DataQuality(), {
    completeness: toScore(completenessFigure(quality), decision, now),
    missing,
    credibility: toScore(credibilityFigure(quality), decision, now),
    conflicts: conflicts.map((fact) => toAttributeFact(fact, showing)),
    bySource: bySource.map(({ source, branch, completeness, timeliness, lastUpdatedAt }) =>
      Object.assign(new SourceQuality(), {
        source: systemOf(source),
        branch,
        completeness: twoPlaces(completeness),
        timeliness: twoPlaces(timeliness),
        lastUpdatedAt,
      }),
    ),
    withheld,
    missingSources,
  });
}

function completenessFigure({ completeness: { value, items }, withheld, missingSources }: QualityRecord): Figure {
  const total = items.reduce((sum, { weight }) => sum + weight, 0);
  const present = items.reduce((sum, each) => sum + (each.present ? each.weight : 0), 0);
  const left = withheld === 0 ? "" : `; ${withheld} left out, not shown to this viewer`;
  const unread = missingSources.length === 0 ? "" : `; not read: ${missingSources.join(", ")}`;
  return {
    value,
    summary: `${present} of ${total}${left}${unread}`,
    model: "completeness",
    version: "1",
    parts: items.map(({ item, weight, present: there }) => ({
      name: item,
      value: there ? "present" : "missing",
      weight,
      contribution: there ? weight / total : 0,
      source: null,
    })),
  };
}

function credibilityFigure({ credibility, shares }: QualityRecord): Figure {
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  return {
    value: credibility,
    summary: "the credibility of each attribute, by its weight in a complete profile",
    model: "credibility",
    version: "1",
    parts: shares.map(({ attribute, weight, credibility: own }) => ({
      name: attribute,
      value: String(own),
      weight,
      contribution: (weight / total) * own,
      source: null,
    })),
  };
}
