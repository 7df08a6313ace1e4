// A case-management system in small: what it sends and reads is typed by the description alone.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Entry = components["schemas"]["Entry"];
type Flag = components["schemas"]["Flag"];
type Change = components["schemas"]["ListChangesChange"];
type Problem = components["schemas"]["Problem"];

declare const process: { readonly argv: readonly string[]; exitCode: number };

const address = process.argv[2] ?? "http://127.0.0.1:5080";
// Lists may also be had as CSV; this client asks for JSON.
const client = createClient<paths, "application/json" | "application/problem+json">({ baseUrl: address, headers: { Accept: "application/json" } });
const childId = "client-1";

function expect(isSo: boolean, what: string): asserts isSo {
  if (!isSo) {
    throw new Error(what);
  }

  console.log(`ok: ${what}`);
}

const entries: Entry[] = [
  { id: "e1", type: "admission", on: "2026-06-01", legalStatus: "V2" },
  { id: "e2", type: "placement", on: "2026-06-01", placementType: "U4" },
  { id: "e3", type: "allocation", on: "2026-06-01", role: "team", assignee: "T1" },
  { id: "e4", type: "review", on: "2026-06-24", participation: "PN1" },
];

// @ts-expect-error A legal status that is not one of the codes does not compile.
export const unknownCode: Entry = { type: "admission", on: "2026-06-01", legalStatus: "V9" };

// @ts-expect-error Nor does a field of another type of entry.
export const strangeField: Entry = { type: "review", on: "2026-06-24", legalStatus: "V2" };

async function record(): Promise<void> {
  const put = await client.PUT("/v1/children/{childId}", { params: { path: { childId } }, body: { dateOfBirth: "2015-05-01" } });
  expect(put.data?.childId === childId && put.data.lookedAfter === null, "a child is created");

  for (const body of entries) {
    const { data, response } = await client.POST("/v1/children/{childId}/entries", {
      params: { path: { childId }, header: { "Idempotency-Key": `${childId}-${body.id}` } },
      body,
    });
    expect(data?.type === body.type && response.headers.get("Location") !== null, `an entry is recorded: ${body.type}`);
  }

  const batch = await client.POST("/v1/batches", { body: [{ childId: "client-2", child: { dateOfBirth: "2012-09-14" }, entries: [{ type: "admission", on: "2026-10-12", legalStatus: "C2" }] }] });
  expect(batch.data?.[0]?.status === "stored", "a batch is stored");

  const child = await client.GET("/v1/children/{childId}", { params: { path: { childId } } });
  expect(child.data?.lookedAfter?.placementType === "U4", "the child is looked after in foster care");
  const tag = child.response.headers.get("ETag") ?? "";
  const again = await client.GET("/v1/children/{childId}", { params: { path: { childId }, header: { "If-None-Match": tag } } });
  expect(again.response.status === 304, "what is held already is not sent again");
}

async function flags(): Promise<Flag[]> {
  const all: Flag[] = [];
  let cursor: string | undefined;
  do {
    const { data } = await client.GET("/v1/flags", {
      params: { query: { childId: [childId], status: ["overdue", "due-soon", "upcoming"], limit: 3, ...(cursor === undefined ? {} : { cursor }) } },
    });
    expect(data !== undefined && data.items.length <= 3, "a page of flags is read");
    all.push(...data.items);
    cursor = data.next ?? undefined;
  } while (cursor !== undefined);

  return all;
}

async function changes(): Promise<Change[]> {
  const all: Change[] = [];
  let after: string | undefined;
  for (;;) {
    const { data } = await client.GET("/v1/changes", { params: { query: { limit: 5, ...(after === undefined ? {} : { after }) } } });
    expect(data !== undefined, "changes are read");
    all.push(...data.items);
    after = data.next;
    if (data.items.length === 0) {
      return all;
    }
  }
}

async function refusals(): Promise<void> {
  const impossible = await client.POST("/v1/children/{childId}/entries", { params: { path: { childId } }, body: { type: "review", on: "2100-01-01" } });
  const problem: Problem | undefined = impossible.error;
  expect(problem?.status === 422 && problem.errors?.["on"]?.length === 1, `a review in the future is refused: ${problem?.errors?.["on"]?.[0] ?? ""}`);

  const twice = await client.POST("/v1/children/{childId}/entries", { params: { path: { childId } }, body: { type: "admission", on: "2026-07-01", legalStatus: "V2" } });
  expect(twice.error?.status === 409 && twice.error.type === "/problems/journey-conflict", "a second admission is refused");

  const unknown = await client.GET("/v1/children/{childId}/journey", { params: { path: { childId: "nobody" } } });
  expect(unknown.error?.status === 404 && unknown.data === undefined, "a child that nobody knows is not there");

  const policy = await client.GET("/v1/policy");
  expect(policy.data?.version === 0, "the policy is the published default");
  const stale = await client.PUT("/v1/policy", { params: { header: { "If-Match": "\"7\"" } }, body: { dueSoonDays: 21 } });
  expect(stale.error?.status === 412, "a policy is replaced only as it was read");
}

async function main(): Promise<void> {
  await record();
  const open = await flags();
  expect(open.length > 3 && new Set(open.map((flag) => flag.id)).size === open.length, `every flag is there once: ${open.length}`);
  const second = open.find((flag) => flag.rule === "review-second");
  expect(second?.dueOn === "2026-09-24" && second.team === "T1", "the second review is due three months after the first");
  const { data: why } = await client.GET("/v1/children/{childId}/obligations/{obligationId}/explanation", { params: { path: { childId, obligationId: second.id } } });
  expect(why?.dueOn === second.dueOn, "its date is explained");

  const told = (await changes()).filter((change) => change.childId === childId).map((change) => change.obligationId);
  expect(open.filter((flag) => flag.status !== "upcoming").every((flag) => told.includes(flag.id)), "changes tell of each of them");
  await refusals();
}

main().catch((fault: unknown) => {
  console.error(fault);
  process.exitCode = 1;
});
