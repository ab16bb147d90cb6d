// What a dashboard or a bot does through the API, with a client that openapi-typescript makes from the server's own document: node built/client.js URL
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

const url = process.argv[2];
if (!url) throw new Error("Say where the server listens, such as http://127.0.0.1:8080.");
const api = createClient<paths>({ baseUrl: url });

// Whatever is refused is a problem with a stable code. A text would be CSV, which nobody asks for here.
function told<T>(answer: { data?: T; error?: components["schemas"]["Problem"] }): Exclude<T, string> {
  if (answer.data === undefined || typeof answer.data === "string") throw new Error(`${answer.error?.code}: ${answer.error?.detail}`);
  return answer.data as Exclude<T, string>;
}

const card = told(await api.GET("/v1/scorecards/{campaign}", { params: { path: { campaign: "spring-launch" }, query: { window: "28d" } } }));
const trust: number | null | undefined = card.kpis.find((kpi) => kpi.kpi === "trust")?.value;
console.log(`${card.campaign} from ${card.window.from} to ${card.window.to} is ${card.reading}; trust is ${trust?.toFixed(1)}`);

const { alerts } = told(await api.GET("/v1/alerts", { params: { query: { campaign: "spring-launch" } } }));
const alert = alerts[0];
if (!alert) throw new Error("The demo has an alert.");
told(await api.POST("/v1/alerts/{id}/reopen", { params: { path: { id: alert.id } }, body: { reason: "to be tried with" } }));

// The ETag of what was read goes along as If-Match; the same Idempotency-Key is carried out once, however often it is sent.
const read = await api.GET("/v1/alerts/{id}", { params: { path: { id: alert.id } } });
const key = `"typescript-${process.pid}"`;
const version = read.response.headers.get("ETag") ?? undefined;
const acknowledge = () =>
  api.POST("/v1/alerts/{id}/acknowledge", { params: { path: { id: alert.id }, header: { "If-Match": version, "Idempotency-Key": key } }, body: { reason: "seen by the client" } });
const first = told(await acknowledge());
const again = told(await acknowledge());
if (first.state !== "acknowledged" || again.version !== first.version) throw new Error(`The alert is ${first.state}, at version ${first.version} and then ${again.version}.`);
console.log(`alert ${first.id} is ${first.state}, at version ${first.version}`);

// A version that does not hold any more is refused.
const stale = await api.POST("/v1/alerts/{id}/assign", { params: { path: { id: alert.id }, header: { "If-Match": '"1"' } }, body: { to: "ada", reason: "too late" } });
if (stale.response.status !== 412 || stale.error?.code !== "version_conflict") throw new Error(`A stale version is answered ${stale.response.status}.`);

const id = `typescript-${process.pid}`;
const posted = told(await api.POST("/v1/signals", { body: [{ id, type: "visit", campaign: "client-trial", occurredAt: new Date(Date.now() - 60_000).toISOString() }] }));
if (posted.items[0]?.status !== "accepted") throw new Error(`The signal is ${posted.items[0]?.status}: ${posted.items[0]?.reason}`);
console.log(`${posted.accepted} signal accepted`);
