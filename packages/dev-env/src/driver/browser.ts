import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { DevEnvError } from '../dev-env-error.ts'
import { createCookieJar } from './cookie-jar.ts'
import { type HtmlPage, type PageForm, readHtml } from './html-page.ts'

/** Where the browser is after it has followed every redirect. */
export interface BrowserPage extends HtmlPage {
  readonly url: URL
  readonly status: number
}

/** What a person adds to a form: boxes to check, texts to fill in, and the button pressed. */
export interface FormInput {
  readonly check?: readonly string[]
  readonly fill?: Readonly<Record<string, string>>
  readonly press?: { readonly name: string; readonly value: string }
}

/** One person's browser, as far as our pages need one: cookies, redirects, forms. It runs no script. */
export interface Browser {
  open(url: URL): Promise<BrowserPage>
  submit(page: BrowserPage, form: PageForm, input?: FormInput): Promise<BrowserPage>
  follow(page: BrowserPage, href: URL): Promise<BrowserPage>
}

interface Navigation {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly body?: string
  /** The page that began it; null when the person typed or pasted the address. */
  readonly from: URL | null
}

const maxRedirects = 10
const maxPageBytes = 1_000_000
const timeoutMs = 20_000

/**
 * A browser with nothing in it.
 *
 * @param deps.asked told of every address asked for
 * @param deps.received told of every page, as it came
 * @throws DevEnvError (from its methods) `ERR_DEV_ENV_PAGE_UNREACHABLE`, `ERR_DEV_ENV_PAGE_UNEXPECTED`
 *
 * @example
 * const browser = createBrowser({ language: 'nl', now: () => new Date() })
 * const page = await browser.open(new URL(invitation))
 */
export function createBrowser(deps: {
  readonly language: 'nl' | 'en'
  readonly now: () => Date
  readonly asked?: (url: URL) => void
  readonly received?: (html: string) => void
}): Browser {
  const jar = createCookieJar()

  const fetchOnce = async (navigation: Navigation) => {
    const { url, method, from, body } = navigation
    deps.asked?.(url)
    const cookie = jar.header(url, { method, from }, deps.now())
    const headers = {
      ...browserHeaders(navigation, deps.language),
      ...(cookie === undefined ? {} : { cookie }),
    }
    const response = await send(url, method, headers, body)
    jar.store(url, response.headers['set-cookie'] ?? [], deps.now())
    return response
  }

  const navigate = async (first: Navigation): Promise<BrowserPage> => {
    let navigation = first
    for (let hops = 0; hops <= maxRedirects; hops++) {
      const response = await fetchOnce(navigation)
      const { statusCode: status = 0, headers } = response
      if (status < 300 || status >= 400 || headers.location === undefined)
        return readPage(navigation.url, response, deps.received)
      response.resume()
      // Fetch standard, HTTP-redirect fetch: 303 always becomes GET, 301 and 302 only from POST.
      const keeps = status === 307 || status === 308
      const url = new URL(headers.location, navigation.url)
      navigation = keeps ? { ...navigation, url } : { url, method: 'GET', from: first.from }
    }
    throw new DevEnvError('ERR_DEV_ENV_PAGE_UNEXPECTED', 'the pages send the browser round in circles')
  }

  return {
    open: (url) => navigate({ url, method: 'GET', from: null }),
    follow: (page, url) => navigate({ url, method: 'GET', from: page.url }),
    submit: (page, form, input = {}) => navigate({ ...filled(form, input), from: page.url }),
  }
}

function filled(form: PageForm, { check = [], fill = {}, press }: FormInput): Omit<Navigation, 'from'> {
  const body = new URLSearchParams(form.fields.map(([name, value]): [string, string] => [name, fill[name] ?? value]))
  for (const name of check) {
    const value = form.boxes.get(name)
    if (value === undefined) throw new DevEnvError('ERR_DEV_ENV_PAGE_UNEXPECTED', 'the box to check is not on the page')
    body.append(name, value)
  }
  if (press !== undefined && press.name !== '') body.append(press.name, press.value)
  if (form.method === 'POST') return { url: form.action, method: 'POST', body: body.toString() }
  const url = new URL(form.action)
  url.search = body.toString()
  return { url, method: 'GET' }
}

/** What Chromium sends with a navigation that a person began. */
function browserHeaders({ url, method, from }: Navigation, language: string): Record<string, string> {
  const site = from === null ? 'none' : from.origin === url.origin ? 'same-origin' : siteOf(from, url)
  return {
    accept: 'text/html,application/xhtml+xml',
    'accept-language': language,
    'sec-fetch-dest': 'document',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-user': '?1',
    'sec-fetch-site': site,
    ...(method === 'POST' && {
      origin: from?.origin ?? 'null',
      'content-type': 'application/x-www-form-urlencoded',
    }),
  }
}

const siteOf = (from: URL, url: URL) => (from.hostname === url.hostname ? 'same-site' : 'cross-site')

function send(url: URL, method: string, headers: Record<string, string>, body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const unreachable = (cause: unknown) =>
      reject(new DevEnvError('ERR_DEV_ENV_PAGE_UNREACHABLE', `no answer from ${url.host}`, { cause }))
    const outgoing = request(url, { method, headers, signal: AbortSignal.timeout(timeoutMs) }, resolve)
    outgoing.on('error', unreachable)
    outgoing.end(body)
  })
}

async function readPage(
  url: URL,
  response: IncomingMessage,
  received: (html: string) => void = () => {},
): Promise<BrowserPage> {
  const status = response.statusCode ?? 0
  let bytes = 0
  response.on('data', (part: Buffer) => {
    bytes += part.length
    if (bytes > maxPageBytes) response.destroy(new Error('page too large'))
  })
  try {
    const html = await text(response)
    received(html)
    return { url, status, ...readHtml(html, url) }
  } catch (cause) {
    throw new DevEnvError('ERR_DEV_ENV_PAGE_UNREACHABLE', `the page of ${url.host} did not arrive`, { cause })
  }
}
