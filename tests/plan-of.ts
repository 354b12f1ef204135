import { type Db, type Sql, sql } from "@/server/platform/db";

type PlanNode = {
  "Node Type": string;
  "Index Name"?: string;
  "Relation Name"?: string;
  "Subplan Name"?: string;
  Plans?: PlanNode[];
};
/** A node of a plan and the CTE or subplan that it belongs to. */
export type PlannedNode = { kind: string; index?: string; table?: string; within: string };

/** How the database would do what a query of a repository asks for. It is not done. */
export async function planOf(db: Db, query: (db: Db) => Promise<unknown>): Promise<PlannedNode[]> {
  let plan: PlanNode | undefined;
  const explain = async (
    strings: TemplateStringsArray,
    ...values: Parameters<typeof sql> extends [unknown, ...infer Values] ? Values : never
  ) => {
    const asked: Sql = sql(strings, ...values);
    const rows = await db.$queryRaw<{ "QUERY PLAN": [{ Plan: PlanNode }] }[]>`EXPLAIN (FORMAT JSON) ${asked}`;
    plan = rows[0]?.["QUERY PLAN"][0].Plan;
    return [];
  };
  await query(new Proxy(db, { get: (target, name) => (name === "$queryRaw" ? explain : Reflect.get(target, name)) }));
  return plan ? flatten(plan, "") : [];
}

function flatten(node: PlanNode, outer: string): PlannedNode[] {
  const within = node["Subplan Name"] ?? outer;
  const { "Node Type": kind, "Index Name": index, "Relation Name": table } = node;
  const self = { kind, within, ...(index ? { index } : {}), ...(table ? { table } : {}) };
  return [self, ...(node.Plans ?? []).flatMap((child) => flatten(child, within))];
}
