import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { freePorts } from '../src/house/ports.ts'
import { type House, startEverything } from '../src/house/start-everything.ts'
import { backEndOf, createRequest, type Invited } from '../src/request/create-request.ts'
import { testPerson } from '../src/request/test-person.ts'
import { passportConsent } from '../src/sample/passport-consent.ts'
import { scenarioS1 } from '../src/sample/scenario-s1.ts'
import { expectAccessible } from './judges/accessible.ts'
import { launchChromium } from './support/chromium.ts'
import { enter, tabTo } from './support/keyboard.ts'
import { present } from './support/present.ts'
import { temporaryDirectory } from './support/temporary-directory.ts'

const testWithChromium = present('chromium') ? test : test.skip
const directory = temporaryDirectory()
let house: House
let chromium: Browser
let context: BrowserContext | undefined
let invited: Invited

beforeAll(async () => {
  if (!present('chromium')) return
  house = await startEverything({ stateDirectory: join(directory, 'state'), temporary: true, ports: freePorts })
  chromium = await launchChromium()
})
beforeEach(async () => {
  if (!present('chromium')) return
  const { title, statement, persona } = scenarioS1
  const pdf = await passportConsent()
  invited = await createRequest(backEndOf(house), { pdf, title, statement, signer: testPerson(persona) })
})
afterEach(async () => {
  await context?.close()
})
afterAll(async () => {
  await chromium?.close()
  await house?.close()
})

async function openPage(options: BrowserContextOptions): Promise<Page> {
  context = await chromium.newContext({ acceptDownloads: true, ...options })
  const page = await context.newPage()
  // Whatever the pages block or break, a person would not see it; this test must.
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto(invited.url.href)
  return page
}

const heading = (page: Page, text: string) => page.getByRole('heading', { level: 1, name: text, exact: true }).waitFor()
const documentShown = (page: Page) => page.locator('canvas').first().waitFor()
const nextSecond = () => wait(1001 - (Date.now() % 1000))
const bytesOf = async (page: Page, start: () => Promise<void>): Promise<Buffer> => {
  const [download] = await Promise.all([page.waitForEvent('download'), start()])
  return readFile(await download.path())
}
const desktop = { viewport: { width: 1280, height: 900 }, locale: 'nl-NL' } as const
const phone = { viewport: { width: 360, height: 740 }, hasTouch: false } as const

testWithChromium(
  'anna signs with the keyboard alone, in Dutch, on a desktop',
  async () => {
    const page = await openPage(desktop)
    await heading(page, 'Onderteken een document')
    expect(await page.content()).not.toContain(scenarioS1.title)
    await expectAccessible(page, 'start')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('#main')
    await enter(page, /^Inloggen met DigiD$/)

    await heading(page, 'Inloggen')
    await expectAccessible(page, 'login')
    await enter(page, /^Anna de Vries/)

    await heading(page, 'Lees het document')
    await documentShown(page)
    await expectAccessible(page, 'read')
    await enter(page, /^Ga verder met ondertekenen$/)

    await heading(page, 'Controleer en onderteken')
    await expectAccessible(page, 'confirm')
    await enter(page, /^Onderteken met DigiD$/)
    // Without the box nothing is signed, and the page says what is missing.
    await page.locator('#error-summary').waitFor()
    await expectAccessible(page, 'confirm-unticked')
    await tabTo(page, new RegExp(`^${scenarioS1.statement.nl}`))
    await page.keyboard.press('Space')
    await enter(page, /^Onderteken met DigiD$/)

    await heading(page, 'Ondertekenen')
    await expectAccessible(page, 'sign-login')
    await nextSecond()
    await enter(page, /^Anna de Vries/)

    await heading(page, 'U hebt ondertekend')
    await expectAccessible(page, 'receipt')
    const signed = await bytesOf(page, () => enter(page, /^Download het ondertekende document \(PDF\)$/))
    const original = await passportConsent()
    expect(signed.subarray(0, original.length).equals(original)).toBe(true)
    expect(signed.length).toBeGreaterThan(original.length)
  },
  120_000,
)

testWithChromium(
  'anna signs with the mouse, in English, on a phone',
  async () => {
    const page = await openPage(phone)
    await page.getByTestId('language').click()
    await heading(page, 'Sign a document')
    await expectAccessible(page, 'phone-en-start')
    await page.getByRole('button', { name: 'Log in with DigiD' }).click()
    await page.getByTestId('persona-anna').click()

    await heading(page, 'Read the document')
    await documentShown(page)
    await expectAccessible(page, 'phone-en-read')
    await page.getByRole('link', { name: 'Continue to signing' }).click()

    await page.getByRole('checkbox', { name: scenarioS1.statement.en }).check()
    await expectAccessible(page, 'phone-en-confirm')
    await page.getByRole('button', { name: 'Sign with DigiD' }).click()
    await page.getByTestId('persona-anna').waitFor()
    await expectAccessible(page, 'phone-en-sign-login')
    await nextSecond()
    await page.getByTestId('persona-anna').click()

    await page.locator('#receipt').waitFor()
    await expectAccessible(page, 'phone-en-receipt')
    const signed = await bytesOf(page, () => page.getByRole('link', { name: /PDF/ }).click())
    expect(signed.subarray(0, 5).toString()).toBe('%PDF-')
  },
  120_000,
)

testWithChromium.each([
  ['daan', 'U kunt dit document niet openen', 'phone-nl-wrong-person'],
  ['bram', 'U moet veiliger inloggen', 'phone-nl-level-too-low'],
])(
  '%s, who may not, reads why and what to do',
  async (persona, title, name) => {
    const page = await openPage({ ...phone, locale: 'nl-NL' })
    await page.getByRole('button', { name: 'Inloggen met DigiD' }).click()
    await page.getByTestId(`persona-${persona}`).click()
    await heading(page, title)
    expect(await page.content()).not.toContain(scenarioS1.title)
    await expectAccessible(page, name)
  },
  60_000,
)

testWithChromium(
  'whoever cancels, declines or cannot do it digitally meets pages that work for everyone',
  async () => {
    const page = await openPage({ ...phone, locale: 'nl-NL' })
    await page.getByRole('link', { name: 'Ik wil of kan niet digitaal ondertekenen' }).click()
    await expectAccessible(page, 'phone-nl-paper')
    await page.goto(new URL('/start/code', invited.url).href)
    await expectAccessible(page, 'phone-nl-code')
    await page.goto(invited.url.href)
    await page.getByRole('button', { name: 'Inloggen met DigiD' }).click()
    await page.getByTestId('cancel').click()
    await heading(page, 'U hebt geannuleerd')
    await expectAccessible(page, 'phone-nl-cancelled')

    await page.goto(invited.url.href)
    await page.getByRole('button', { name: 'Inloggen met DigiD' }).click()
    await page.getByTestId('persona-anna').click()
    await page.getByRole('link', { name: 'Ik wil niet ondertekenen' }).click()
    await heading(page, 'Wilt u niet ondertekenen?')
    await expectAccessible(page, 'phone-nl-decline')
    await page.getByRole('textbox').fill('Ik wil eerst bellen.')
    await page.getByRole('button', { name: 'Ik onderteken niet' }).click()
    await heading(page, 'U hebt niet ondertekend')
    await expectAccessible(page, 'phone-nl-declined')
  },
  60_000,
)
