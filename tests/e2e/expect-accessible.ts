import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const SERIOUS = new Set(["serious", "critical"]);

/** Nothing on the page keeps anybody from using it, as far as a program can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  // Swagger UI's own markup is not ours to mend.
  const { violations } = await new AxeBuilder({ page }).exclude(".swagger-ui").analyze();
  const found = violations.filter(({ impact }) => impact && SERIOUS.has(impact));
  expect(found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}
