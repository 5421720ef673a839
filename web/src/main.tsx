import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "./page.css";
import { createRoot } from "react-dom/client";
import { Page } from "./page.js";
import { fetchPageConfig } from "./page-config.js";

const place = document.querySelector("#page");
if (place === null) throw new Error("The page has no place to draw into.");
const root = createRoot(place);

try {
  root.render(<Page config={await fetchPageConfig()} />);
} catch (error) {
  root.render(
    <p role="alert" className="page-failure">
      {error instanceof Error ? error.message : "The page cannot be shown."} Reload to try again.
    </p>,
  );
}
