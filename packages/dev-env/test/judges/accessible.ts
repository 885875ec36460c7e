import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@jest/globals'
import type { Page } from 'playwright-core'

const screenshots = fileURLToPath(new URL('../../../../docs/screenshots', import.meta.url))
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

/**
 * What a person meets on this page: axe finds nothing at WCAG 2.2 AA, nothing lies beside the screen (1.4.10), and the
 * page says that this is a test. With WAARMERK_SCREENSHOTS=1 the page is kept in `docs/screenshots`.
 *
 * @param name file name of the screenshot, without extension
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  expect({ name, violations: violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]) }).toEqual({
    name,
    violations: [],
  })
  const widths = await page.evaluate<number[]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )
  expect({ name, beside: (widths[0] ?? 0) > (widths[1] ?? 0) }).toEqual({ name, beside: false })
  expect(await page.locator('h1').count()).toBe(1)
  if (process.env['WAARMERK_SCREENSHOTS'] !== '1') return
  mkdirSync(screenshots, { recursive: true })
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true })
}
