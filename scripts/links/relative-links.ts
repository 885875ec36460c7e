const code = /^```[\s\S]*?^```|`[^`\n]*`/gm
const link = /\]\(([^)\s]+)[^)]*\)|\b(?:src|href)="([^"]+)"/g

/** Where the relative links of a page in Markdown lead, without the part behind `#`. */
export function relativeLinks(page: string): string[] {
  return [...page.replace(code, '').matchAll(link)]
    .map(([, inMarkdown, inHtml]) => (inMarkdown ?? inHtml ?? '').replace(/#.*/, ''))
    .filter((target) => target !== '' && !/^[a-z][a-z+.-]*:/i.test(target))
}
