import type { Page } from 'playwright-core'

const furthest = 80

/** Text by which a person recognises what has the focus: its label, or its own words. */
const focused = async (page: Page): Promise<string> => {
  const text = await page.evaluate<string>(
    `((element) => element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent)(document.activeElement)`,
  )
  return text.replaceAll(/\s+/g, ' ').trim()
}

/** Presses Tab until what has the focus is called so. Nothing else moves the focus. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = []
  for (let count = 0; count < furthest; count++) {
    await page.keyboard.press('Tab')
    const here = await focused(page)
    if (name.test(here)) return
    passed.push(here)
  }
  throw new Error(`Tab does not reach ${name.source}; it passes ${[...new Set(passed)].join(' | ')}`)
}

/** Reaches it with Tab and presses Enter. */
export async function enter(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}
