import { load } from './markup.ts'

/** One answer, with what the tests look at. */
export interface Answer {
  readonly status: number
  readonly location: string | null
  readonly headers: Headers
  readonly text: string
}

/**
 * A browser without JavaScript: keeps cookies (also `__Host-`, which tools refuse over http), sends what a browser sends
 * with a form, follows nothing by itself.
 */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly origin: string
  /** Sent with every request; `undefined` leaves a header out. */
  formHeaders: Record<string, string>
  last: Answer | null = null

  constructor(origin: string) {
    this.origin = origin
    this.formHeaders = { origin, 'sec-fetch-site': 'same-origin' }
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send('GET', path, headers)
  }

  post(path: string, fields: readonly (readonly [string, string])[], headers = this.formHeaders): Promise<Answer> {
    return this.#send(
      'POST',
      path,
      headers,
      new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])),
    )
  }

  /** Sends a form of the page shown last, with fields changed or added. */
  submit(action: string, changes: Record<string, string> = {}): Promise<Answer> {
    const fields = load(this.last?.text ?? '').formFields(action)
    const names = new Set(Object.keys(changes))
    const kept = fields.filter(([name]) => !names.has(name))
    return this.post(action, [...kept, ...Object.entries(changes)])
  }

  /** Goes on while redirects stay with us. */
  async follow(answer: Answer): Promise<Answer> {
    let current = answer
    while (current.status === 303 && current.location?.startsWith('/')) current = await this.get(current.location)
    return current
  }

  async #send(method: string, path: string, headers: Record<string, string>, body?: URLSearchParams): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(path, this.origin), {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(cookie ? { cookie } : {}) },
      ...(body ? { body } : {}),
    })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    const text = await response.text()
    const answer = {
      status: response.status,
      location: response.headers.get('location'),
      headers: response.headers,
      text,
    }
    if (response.headers.get('content-type')?.startsWith('text/html') && response.status !== 303) this.last = answer
    return answer
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ')
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}
