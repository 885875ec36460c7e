const decode = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

const attribute = (tag: string, name: string): string | null => {
  const match = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)
  return match ? decode(match[1] ?? '') : null
}

/** Reads our own pages, which are regular; never anybody else's. */
export const load = (markup: string) => ({
  title: decode(/<title>([^<]*)<\/title>/.exec(markup)?.[1] ?? ''),
  headings: [...markup.matchAll(/<h1[^>]*>([^<]*)<\/h1>/g)].map((match) => decode(match[1] ?? '')),
  language: attribute(/<html[^>]*>/.exec(markup)?.[0] ?? '', 'lang'),
  /** The code of the failure that the page is about. */
  problem: attribute(/<main[^>]*>/.exec(markup)?.[0] ?? '', 'data-problem'),
  /** Everything a person reads, without markup. */
  words: decode(
    markup
      .replace(/^[\s\S]*<body[^>]*>/, '')
      .replaceAll(/<(?:noscript|script)[\s\S]*?<\/(?:noscript|script)>/g, '')
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' '),
  ),
  /** Hidden fields of the form that posts to a path. */
  formFields(action: string): [string, string][] {
    const form = [...markup.matchAll(/<form[\s\S]*?<\/form>/g)].find(([found]) => attribute(found, 'action') === action)
    if (form === undefined) throw new Error(`no form that posts to ${action}`)
    return [...form[0].matchAll(/<input type="hidden"[^>]*>/g)].map(([input]) => [
      attribute(input, 'name') ?? '',
      attribute(input, 'value') ?? '',
    ])
  },
})
