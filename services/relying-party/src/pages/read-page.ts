import type { RequestDocument, SignerCase } from '@waarmerk/signing-contract'
import { html } from 'hono/html'
import type { Visit } from '../http/visit.ts'
import { sizeOf } from '../texts/moment.ts'
import { actions, buttonLink, dataList, heading, link, paragraph } from './blocks.ts'
import type { Html, Page } from './html.ts'

/** Where the viewer finds its own files. */
export interface ViewerFiles {
  readonly script: string
  readonly library: string
  readonly worker: string
  /** Folders, ending in a slash. */
  readonly fonts: string
  readonly characterMaps: string
  readonly decoders: string
}

/** Where the bytes of a document's revision are. */
export const documentPath = ({ id }: { id: string }, revision: number): string =>
  `/documents/${id}/revisions/${revision}`

/** Every document in the page, with its digest, and as a download for who wants or needs another reader. */
export const readPage = (visit: Visit, signerCase: SignerCase, viewer: ViewerFiles): Page => {
  const { text } = visit
  const count = signerCase.documents.length
  return {
    title: text('read.title', { count }),
    scripts: [viewer.script],
    body: html`${heading(text('read.title', { count }))}
${paragraph(text('read.text', { count }))}
<p class="utrecht-paragraph">${link('#next', text('read.jump'))}</p>
${signerCase.documents.map((document) => documentSection(visit, signerCase, document, viewer))}
<div id="next" tabindex="-1">${actions(
      buttonLink('/confirm', text('read.next')),
      link('/decline', text('read.decline')),
    )}</div>`,
  }
}

const documentSection = (
  visit: Visit,
  signerCase: SignerCase,
  document: RequestDocument,
  viewer: ViewerFiles,
): Html => {
  const { text } = visit
  const { id, title, head } = document
  const path = documentPath(document, head.revision)
  return html`<section class="waarmerk-document" aria-labelledby="document-${id}">
<h2 class="utrecht-heading-2" id="document-${id}">${title}</h2>
${dataList([
  { key: text('read.from'), value: signerCase.municipality },
  { key: text('read.size'), value: sizeOf(text.language, head.size) },
  { key: text('read.pages'), value: '–', id: `pages-${id}` },
  {
    key: text('read.digest'),
    value: html`<code class="waarmerk-digest" id="digest-${id}">${hexOf(head.sha256)}</code>`,
  },
])}
<p class="utrecht-paragraph">${link(path, text('read.download', { title, size: sizeOf(text.language, head.size) }))}</p>
<noscript><p class="utrecht-paragraph">${text('read.noScript')}</p></noscript>
<div class="waarmerk-viewer" role="group" aria-label="${text('read.viewer', { title })}"
 data-pdf="${path}" data-sha256="${head.sha256}" data-page-count="pages-${id}"
 data-library="${viewer.library}" data-worker="${viewer.worker}" data-fonts="${viewer.fonts}"
 data-character-maps="${viewer.characterMaps}" data-decoders="${viewer.decoders}"
 data-page-label="${pageLabel(visit)}" data-failed="${text('read.failed')}"
 data-changed="${text('read.changed', { phone: visit.municipality.phone })}"
 data-larger="${text('read.larger')}" data-smaller="${text('read.smaller')}">
<p class="utrecht-paragraph" role="status" hidden>${text('read.loading')}</p>
</div>
<details class="waarmerk-details"><summary>${text('read.digestQuestion')}</summary>
${paragraph(text('read.digestHelp'))}
</details>
</section>`
}

/** The script fills in the numbers. */
const pageLabel = ({ text }: Visit): string => text('read.page', { number: '#', total: '##' })

/** SHA-256 as people compare it: hexadecimal, in groups of eight. */
const hexOf = (sha256: string): string =>
  (Buffer.from(sha256, 'base64url').toString('hex').match(/.{8}/g) ?? []).join(' ')
