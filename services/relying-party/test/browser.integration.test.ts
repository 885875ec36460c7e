import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { BrowserContext, Browser as Chromium, Page } from 'playwright-core'
import { chromiumIsPresent, startChromium, viewports } from './chromium.ts'
import { locator } from './signing-api.ts'
import { createWorld, type World } from './world.ts'

const withBrowser = chromiumIsPresent ? describe : describe.skip

withBrowser('what scripts add, in a browser', () => {
  let chromium: Chromium
  let world: World
  let context: BrowserContext
  let page: Page
  let clock = 0

  beforeAll(async () => {
    chromium = await startChromium()
  })
  afterAll(() => chromium.close())
  beforeEach(async () => {
    clock = 0
    world = await createWorld({ overrides: { now: () => new Date(Date.now() + clock) } })
    context = await chromium.newContext({ viewport: viewports.desktop, baseURL: world.origin })
    page = await context.newPage()
  })
  afterEach(async () => {
    await context.close()
    await world.close()
  })

  const logIn = async () => {
    await page.goto(`/s/${locator}`)
    await page.getByRole('button', { name: 'Inloggen met DigiD' }).click()
    await page.getByRole('heading', { level: 1, name: 'Lees het document' }).waitFor()
  }
  const sendBack = () => {
    const back = `${world.origin}/callback/signing/digid?code=c&state=${world.api.state}&iss=op`
    world.api.authorizationUrl = `${world.op.issuer}/back?to=${encodeURIComponent(back)}`
  }

  test('the document is drawn page by page, its text can be read and selected, and its pages are counted', async () => {
    await logIn()
    const first = page.getByRole('region', { name: 'Bladzijde 1 van 2' })
    await first.getByText('Toestemming voor een paspoort').waitFor({ state: 'attached' })
    const [document] = world.api.documents
    expect(await page.locator(`#pages-${document?.id}`).textContent()).toBe('2')
    const second = page.getByRole('region', { name: 'Bladzijde 2 van 2' })
    await second.scrollIntoViewIfNeeded()
    await second.getByText('Bladzijde 2').waitFor({ state: 'attached' })
  })

  test('making it larger draws it again, sharper, in a region that the keyboard can scroll', async () => {
    await logIn()
    const canvas = page.locator('.waarmerk-sheet canvas').first()
    await canvas.waitFor()
    const before = Number(await canvas.getAttribute('width'))
    await page.getByRole('button', { name: 'Groter' }).click()
    await page.locator(`.waarmerk-sheet canvas:not([width="${before}"])`).first().waitFor()
    expect(Number(await canvas.getAttribute('width'))).toBeGreaterThan(before)
    expect(await page.locator('.waarmerk-sheets').getAttribute('tabindex')).toBe('0')
  })

  test('bytes that do not fit the digest on the page are not drawn, and the page says not to sign', async () => {
    await page.route('**/documents/**', (route) => route.fulfill({ body: '%PDF-1.7 something else' }))
    await logIn()
    await page.getByText('Onderteken niet. Bel 14 0123.').waitFor()
    expect(await page.locator('canvas').count()).toBe(0)
  })

  test('a document that cannot be fetched can still be downloaded', async () => {
    await page.route('**/documents/**', (route) => route.abort())
    await logIn()
    await page.getByText('Het document kan hier niet worden getoond. Download het document en lees het zo.').waitFor()
    await page.unroute('**/documents/**')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^Download Toestemming/ }).click(),
    ])
    expect(download.suggestedFilename()).toBe('Toestemming voor een paspoort.pdf')
  })

  test('by keyboard alone: the skip link, the box, the fault that is told, and the signature', async () => {
    sendBack()
    await page.goto(`/s/${locator}`)
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Direct naar de inhoud')
    await page.keyboard.press('Enter')
    await tabTo(page, 'Inloggen met DigiD')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/read')
    await tabTo(page, 'Ga verder met ondertekenen')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/confirm')
    await tabTo(page, 'Onderteken met DigiD')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Er is een fout' }).waitFor()
    expect(await page.evaluate('document.activeElement.id')).toBe('error-summary')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('agree')
    await page.keyboard.press('Space')
    world.api.sign()
    await tabTo(page, 'Onderteken met DigiD')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'U hebt ondertekend' }).waitFor()
  })

  test('the page of progress becomes the receipt by itself', async () => {
    sendBack()
    world.api.transaction = { ...world.api.transaction, status: 'authorised' }
    world.api.authorised = 202
    await logIn()
    await page.goto('/confirm')
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Onderteken met DigiD' }).click()
    await page.getByRole('heading', { name: 'We zijn bezig met uw ondertekening' }).waitFor()
    world.api.sign()
    await page.getByRole('heading', { level: 1, name: 'U hebt ondertekend' }).waitFor()
  })

  test('before the session ends the page warns, and lets the person stay', async () => {
    await page.clock.install()
    await logIn()
    const warning = page.locator('#session-warning')
    expect(await warning.isVisible()).toBe(false)
    clock = 16 * 60_000
    await page.clock.fastForward(clock)
    await page.getByRole('alert').getByText('U wordt over 4 minuten automatisch uitgelogd.').waitFor()
    await page.getByRole('button', { name: 'Ingelogd blijven' }).click()
    await warning.waitFor({ state: 'hidden' })
  })
})

/** Name of what has focus. */
const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.textContent.trim()')

/** Presses Tab until something with this name has focus. */
const tabTo = async (page: Page, name: string): Promise<void> => {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab')
    if ((await focused(page)) === name) return
  }
  throw new Error(`${name} cannot be reached with Tab`)
}
