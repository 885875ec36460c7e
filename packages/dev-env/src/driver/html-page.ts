import { defaultTreeAdapter as adapter, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'

/** A form as the page offers it. */
export interface PageForm {
  readonly action: URL
  readonly method: 'GET' | 'POST'
  /** Fields that are sent as they are: hidden ones, and what is filled in or checked already. */
  readonly fields: readonly (readonly [string, string])[]
  /** Boxes that are not checked, by name, with the value each sends when it is. */
  readonly boxes: ReadonlyMap<string, string>
  readonly buttons: readonly { readonly name: string; readonly value: string; readonly text: string }[]
}

/** What a citizen finds on a page. */
export interface HtmlPage {
  readonly forms: readonly PageForm[]
  readonly links: readonly { readonly href: URL; readonly text: string }[]
  /** Where the page itself goes on to, and after how many seconds (`<meta http-equiv="refresh">`). */
  readonly refresh: { readonly seconds: number; readonly url: URL } | null
  /** The value of the first element's attribute of this name. */
  attribute(name: string): string | undefined
  /** The text of the first element of this name. */
  text(tag: string): string | undefined
}

type Element = Tree.Element

/**
 * Reads a page by the HTML standard's own algorithm, as a browser without JavaScript does: `noscript` counts.
 *
 * @param html at most what the caller was willing to receive
 * @param url where it came from; relative addresses are resolved against it
 */
export function readHtml(html: string, url: URL): HtmlPage {
  const elements = [...walk(parse(html, { scriptingEnabled: false }))]
  const named = (tag: string) => elements.filter((element) => element.tagName === tag)
  return {
    forms: named('form').map((form) => readForm(form, url)),
    links: named('a').flatMap((link) => {
      const href = attributeOf(link, 'href')
      return href === undefined ? [] : [{ href: new URL(href, url), text: textOf(link) }]
    }),
    refresh: readRefresh(named('meta'), url),
    attribute: (name) => elements.map((element) => attributeOf(element, name)).find((value) => value !== undefined),
    text: (tag) => named(tag).map(textOf)[0],
  }
}

function readForm(form: Element, url: URL): PageForm {
  const controls = [...walk(form)].filter((element) => attributeOf(element, 'disabled') === undefined)
  const inputs = controls.filter(({ tagName }) => tagName === 'input')
  const isBox = (input: Element) => ['checkbox', 'radio'].includes(typeOf(input))
  const unchecked = inputs.filter((input) => isBox(input) && attributeOf(input, 'checked') === undefined)
  const filled = inputs.filter((input) => !unchecked.includes(input) && !['submit', 'button'].includes(typeOf(input)))
  const areas = controls.filter(({ tagName }) => tagName === 'textarea')
  return {
    action: new URL(attributeOf(form, 'action') ?? '', url),
    method: attributeOf(form, 'method')?.toLowerCase() === 'post' ? 'POST' : 'GET',
    fields: [
      ...filled.map((input) => [nameOf(input), sentBy(input)] as const),
      ...areas.map((area) => [nameOf(area), textOf(area)] as const),
    ].filter(([name]) => name !== ''),
    boxes: new Map(unchecked.map((input) => [nameOf(input), sentBy(input)])),
    buttons: controls.filter(isSubmitter).map((button) => ({
      name: nameOf(button),
      value: attributeOf(button, 'value') ?? '',
      text: button.tagName === 'button' ? textOf(button) : sentBy(button),
    })),
  }
}

const isSubmitter = (element: Element) =>
  (element.tagName === 'button' && (attributeOf(element, 'type') ?? 'submit') === 'submit') ||
  (element.tagName === 'input' && typeOf(element) === 'submit')

const typeOf = (input: Element) => (attributeOf(input, 'type') ?? 'text').toLowerCase()
const nameOf = (element: Element) => attributeOf(element, 'name') ?? ''
const sentBy = (element: Element) =>
  attributeOf(element, 'value') ?? (['checkbox', 'radio'].includes(typeOf(element)) ? 'on' : '')

function readRefresh(metas: readonly Element[], url: URL): HtmlPage['refresh'] {
  const meta = metas.find((element) => attributeOf(element, 'http-equiv')?.toLowerCase() === 'refresh')
  const match = /^\s*(\d+)\s*(?:[;,]\s*(?:url\s*=\s*)?['"]?([^'"]*))?/i.exec(
    (meta && attributeOf(meta, 'content')) ?? '',
  )
  return match ? { seconds: Number(match[1]), url: new URL(match[2] ?? '', url) } : null
}

function attributeOf(element: Element, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value
}

function textOf(node: Tree.ParentNode): string {
  const parts = node.childNodes.map((child) =>
    adapter.isTextNode(child) ? child.value : 'childNodes' in child ? textOf(child) : '',
  )
  return parts.join('').replaceAll(/\s+/g, ' ').trim()
}

function* walk(node: Tree.ParentNode): Generator<Element> {
  for (const child of node.childNodes) {
    if (!adapter.isElementNode(child)) continue
    yield child
    yield* walk(child)
  }
}
