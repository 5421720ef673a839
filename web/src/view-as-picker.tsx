import type { ReactElement } from "react";
import { type Identity, isComplete } from "./identity.js";

/** What is looked at most: a role, what for, and how it stands to the customer. */
const PLACES: readonly (readonly [viewAs: string, title: string])[] = [
  ["TELLER; COUNTER_SERVICE; PRESENT_BY_DOCUMENT", "Teller, customer present"],
  ["TELLER; COUNTER_SERVICE; SAME_BRANCH", "Teller, customer of the branch"],
  ["RELATIONSHIP_MANAGER; RELATIONSHIP_MANAGEMENT; PRIMARY_MANAGER", "Relationship manager, own customer"],
  ["RELATIONSHIP_MANAGER; RELATIONSHIP_MANAGEMENT", "Relationship manager, another's customer"],
  ["RELATIONSHIP_MANAGER; MARKETING; PRIMARY_MANAGER", "Relationship manager, marketing"],
  ["CALL_CENTRE_AGENT; CALL_SERVICE; IDENTIFIED_BY_NUMBER", "Call centre"],
  ["RISK_OFFICER; CREDIT_APPROVAL", "Risk officer"],
  ["ANALYST; ANALYTICS", "Analyst"],
  ["AUDITOR; AUDIT", "Auditor"],
];

interface Props {
  readonly identity: Identity;
  readonly onViewAs: (viewAs: string) => void;
}

/**
 * For tools staff: what another role would be shown, never more than oneself. Whether this identity may is the gateway's
 * policy; to others it says so.
 */
export function ViewAsPicker({ identity, onViewAs }: Props): ReactElement | null {
  if (!isComplete(identity) || identity.purpose === "SELF_SERVICE") return null;
  return (
    <div className="identity">
      <label htmlFor="view-as">View as</label>
      <select
        id="view-as"
        className={identity.viewAs === "" ? undefined : "in-place"}
        value={identity.viewAs}
        onChange={(event) => onViewAs(event.target.value)}
      >
        <option value="">Myself</option>
        {PLACES.map(([viewAs, title]) => (
          <option key={viewAs} value={viewAs} title={viewAs}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}
