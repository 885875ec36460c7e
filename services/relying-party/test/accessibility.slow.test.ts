import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { BrowserContext, Browser as Chromium, Page } from 'playwright-core'
import { chromiumIsPresent, startChromium, viewports } from './chromium.ts'
import { locator } from './signing-api.ts'
import { createWorld, type World } from './world.ts'

const withBrowser = chromiumIsPresent ? describe : describe.skip
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** Where to leave pictures of the pages, for people to look at. */
const pictures = process.env['WAARMERK_PICTURES']

/** Pixels by which the page is wider than the window (WCAG 1.4.10). */
const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

/** How to get to each page, through the pages before it. */
const pages: Readonly<Record<string, (page: Page, world: World) => Promise<unknown>>> = {
  home: (page) => page.goto('/'),
  code: (page) => page.goto('/start'),
  'code-unknown': async (page) => {
    await page.goto('/start/code')
    await page.getByLabel('Code').fill('onbekend')
    await page.getByRole('button', { name: 'Ga verder' }).click()
  },
  start: (page) => page.goto(`/s/${locator}`),
  paper: async (page) => {
    await page.goto(`/s/${locator}`)
    await page.getByRole('link', { name: 'Ik wil of kan niet digitaal ondertekenen' }).click()
  },
  read: logIn,
  confirm: openConfirm,
  'confirm-unticked': async (page) => {
    await openConfirm(page)
    await page.getByRole('button', { name: 'Onderteken met DigiD' }).click()
  },
  decline: async (page) => {
    await logIn(page)
    await page.getByRole('link', { name: 'Ik wil niet ondertekenen' }).click()
  },
  declined: async (page, { api }) => {
    await logIn(page)
    await page.getByRole('link', { name: 'Ik wil niet ondertekenen' }).click()
    await page.getByRole('button', { name: 'Ik onderteken niet' }).click()
    await page.getByRole('heading', { name: 'U hebt niet ondertekend' }).waitFor()
    api.status = 'invited'
  },
  progress: async (page, { api, op }) => {
    op.behaviour = {}
    await openConfirm(page)
    await agree(page, api, 'authorised')
    await page.getByRole('heading', { name: 'We zijn bezig met uw ondertekening' }).waitFor()
  },
  receipt: async (page, { api }) => {
    await openConfirm(page)
    await agree(page, api, 'signed')
    await page.getByRole('heading', { name: 'U hebt ondertekend' }).waitFor()
  },
  'signed-before': async (page, { api }) => {
    api.sign()
    await logIn(page)
    await page.getByRole('heading', { name: 'U hebt al ondertekend' }).waitFor()
  },
  'wrong-person': (page, { api }) =>
    failLogin(page, api, { status: 403, code: 'ERR_SIGNER_MISMATCH', reference: 'B4TZ-90QA' }),
  'level-too-low': async (page, { op }) => {
    op.behaviour = { error: 'unmet_authentication_requirements' }
    await logIn(page)
  },
  cancelled: async (page, { op }) => {
    op.behaviour = { error: 'access_denied' }
    await logIn(page)
  },
  'provider-fault': async (page, { op }) => {
    op.behaviour = { error: 'server_error' }
    await logIn(page)
  },
  unavailable: async (page, { api }) => {
    await openConfirm(page)
    api.refusals.set('openTransaction', { status: 503, code: 'ERR_TSA_UNAVAILABLE', reference: 'X9' })
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Onderteken met DigiD' }).click()
  },
  'session-expired': async (page) => {
    await page.goto(`/s/${locator}`)
    await page.goto('/read')
  },
  'link-ended': (page) => page.goto('/s/onbekend-onbekend-onbekend-0123'),
  'not-found': (page) => page.goto('/nergens'),
}

async function logIn(page: Page): Promise<void> {
  await page.goto(`/s/${locator}`)
  await page.getByRole('button', { name: 'Inloggen met DigiD' }).click()
  await page.waitForURL(/\/(read|problem|receipt)$/)
}

async function openConfirm(page: Page): Promise<void> {
  await logIn(page)
  await page.getByRole('link', { name: 'Ga verder met ondertekenen' }).click()
}

async function agree(page: Page, api: World['api'], status: 'authorised' | 'signed'): Promise<void> {
  const { origin } = new URL(page.url())
  api.authorizationUrl = `${new URL(api.authorizationUrl).origin}/back?to=${encodeURIComponent(`${origin}/callback/signing/digid?code=c&state=${api.state}`)}`
  if (status === 'signed') api.sign()
  else api.transaction = { ...api.transaction, status }
  api.status = status === 'signed' ? 'signed' : 'signing'
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Onderteken met DigiD' }).click()
}

async function failLogin(
  page: Page,
  api: World['api'],
  refusal: { status: number; code: string; reference: string },
): Promise<void> {
  api.refusals.set('completeIdentification', refusal)
  await logIn(page)
}

withBrowser('every page, in a browser', () => {
  let chromium: Chromium
  let world: World
  let context: BrowserContext
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    chromium = await startChromium()
    if (pictures !== undefined) mkdirSync(pictures, { recursive: true })
  })
  afterAll(() => chromium.close())
  beforeEach(async () => {
    world = await createWorld()
    context = await chromium.newContext({ viewport: viewports.desktop, baseURL: world.origin })
    page = await context.newPage()
    complaints = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
  })
  afterEach(async () => {
    await context.close()
    await world.close()
  })

  test.each(Object.entries(pages))(
    '%s: axe finds nothing at WCAG 2.2 AA, and nothing is cut off on a phone',
    async (name, go) => {
      await go(page, world)
      await page.locator('[role="status"]:visible', { hasText: 'wordt geladen' }).waitFor({ state: 'hidden' })
      for (const [size, viewport] of Object.entries(viewports)) {
        await page.setViewportSize(viewport)
        const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
        if (pictures !== undefined)
          await page.screenshot({ path: join(pictures, `${name}-${size}.png`), fullPage: true })
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
        expect(await page.evaluate(overflow)).toBe(0)
      }
      // The status of a failure page is a failure, which the console tells; anything else would be the CSP or a script.
      expect(complaints.filter((line) => !line.startsWith('Failed to load resource'))).toEqual([])
    },
  )
})
