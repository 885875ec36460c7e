import { setTimeout as wait } from 'node:timers/promises'
import { DevEnvError, RefusedOnPage } from '../dev-env-error.ts'
import type { Browser, BrowserPage } from './browser.ts'
import type { PageForm } from './html-page.ts'

/** Who signs, where, and how long at most it may take before the receipt is there. */
export interface Citizen {
  readonly invitation: URL
  /** Which button at the OpenID Provider is theirs. */
  readonly persona: string
  readonly patienceMs: number
  readonly now: () => Date
}

/**
 * Goes the whole way over the real pages, as a citizen without JavaScript does: link, login, document, box, login
 * again, receipt.
 *
 * @returns the reference on the receipt
 * @throws RefusedOnPage with the code that the page carries · DevEnvError `ERR_DEV_ENV_PAGE_UNEXPECTED`,
 * `ERR_DEV_ENV_PAGE_UNREACHABLE`, `ERR_DEV_ENV_SIGNATURE_LATE`
 *
 * @example
 * const reference = await signAsCitizen(browser, { invitation, persona: 'anna', patienceMs: 150_000, now })
 */
export async function signAsCitizen(browser: Browser, citizen: Citizen): Promise<string> {
  const start = willing(await browser.open(citizen.invitation))
  const firstLogin = await browser.submit(start, formTo(start, /^\/login\/[a-z]/))
  const read = willing(await logIn(browser, firstLogin, citizen))
  const confirm = willing(await browser.follow(read, linkTo(read, '/confirm')))
  const agreed = await browser.submit(confirm, formTo(confirm, /^\/confirm$/), { check: ['agree'] })
  const secondLogin = willing(agreed)
  // The second login must be strictly later than the first, in whole seconds (protocol, step 7).
  await nextSecond(citizen.now)
  return receiptAfter(browser, willing(await logIn(browser, secondLogin, citizen)), citizen)
}

/** Presses one's own name on the OpenID Provider's page; when that did not come, whoever sent us back says why. */
function logIn(browser: Browser, page: BrowserPage, { persona }: Citizen): Promise<BrowserPage> {
  const form = formTo(willing(page), /^\/authorize\/login$/)
  const press = form.buttons.find(({ name, value }) => name === 'persona' && value === persona)
  if (press === undefined) return unexpected(page, 'no button for this person')
  return browser.submit(page, form, { press })
}

async function receiptAfter(browser: Browser, first: BrowserPage, { now, patienceMs }: Citizen): Promise<string> {
  const end = now().getTime() + patienceMs
  let page = first
  while (page.refresh !== null) {
    if (now().getTime() > end) {
      throw new DevEnvError('ERR_DEV_ENV_SIGNATURE_LATE', 'the signature is not there yet; the service goes on trying')
    }
    await wait(Math.min(page.refresh.seconds, 1) * 1000)
    page = willing(await browser.follow(page, page.refresh.url))
  }
  return page.attribute('data-reference') ?? unexpected(page, 'no receipt')
}

/** @throws RefusedOnPage when the page says no */
function willing(page: BrowserPage): BrowserPage {
  const code = page.attribute('data-problem')
  if (code !== undefined) throw new RefusedOnPage(code, `the page says "${page.text('h1') ?? ''}"`)
  if (page.status >= 400) return unexpected(page, `status ${page.status}`)
  return page
}

function formTo(page: BrowserPage, path: RegExp): PageForm {
  return page.forms.find(({ action }) => path.test(action.pathname)) ?? unexpected(page, `no form to ${path.source}`)
}

function linkTo(page: BrowserPage, path: string): URL {
  return page.links.find(({ href }) => href.pathname === path)?.href ?? unexpected(page, `no link to ${path}`)
}

/** Names page and title, never the address: it may hold a locator or a code. */
function unexpected(page: BrowserPage, what: string): never {
  const where = `${page.url.host}, "${page.text('h1') ?? ''}"`
  throw new DevEnvError('ERR_DEV_ENV_PAGE_UNEXPECTED', `${what} on a page of ${where}`)
}

const nextSecond = (now: () => Date): Promise<void> => wait(1001 - (now().getTime() % 1000))
